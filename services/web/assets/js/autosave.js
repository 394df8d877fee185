// Saves what is typed a moment after the last key, exactly as the button that saves would.
import { fetchPage } from "./fetched.js";

const PAUSE = 4000;
const CLASH = 409;
// What a page knows of the state that it was drawn from: the next saving names the newest.
const MARKS = ["seen", "revision", "was"];

class Autosave {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-saved]");
    this.running = null;
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", (event) => this.submit(event));
    for (const other of this.beside()) {
      other.addEventListener("submit", (event) => this.submitBeside(event));
    }
  }

  // Other forms of the page that change the same draft.
  beside() {
    const marks = document.querySelectorAll("input[type=hidden][name=revision]");
    return [...marks].map((mark) => mark.form).filter((other) => other !== this.form);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), Number(this.said.dataset.pause ?? PAUSE));
  }

  // One after the other: two savings at once would look like two windows.
  start() {
    this.timer = null;
    const before = this.running ?? Promise.resolve();
    const mine = before.then(() => this.save()).catch(() => {});
    this.running = mine;
    mine.then(() => {
      if (this.running === mine) this.running = null;
    });
  }

  // The button, too, waits for the saving that runs.
  submit(event) {
    clearTimeout(this.timer);
    this.afterwards(event);
  }

  // What was just typed would be lost with this page.
  submitBeside(event) {
    if (this.timer) {
      clearTimeout(this.timer);
      this.start();
    }
    this.afterwards(event);
  }

  afterwards(event) {
    if (!this.running) return;
    event.preventDefault();
    const { submitter, target } = event;
    // A form cannot be sent again while it is still being asked whether to send it.
    this.running.then(() => setTimeout(() => target.requestSubmit(submitter)));
  }

  async save() {
    const body = new FormData(this.form);
    for (const chooser of this.form.querySelectorAll("input[type=file]")) body.delete(chooser.name);
    body.set("go", "autosave");
    const answer = await fetchPage(this.form.action, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) {
      this.complain(answer?.status);
      return;
    }
    const { page } = answer;
    if (!page?.querySelector("form [data-saved]")) return;
    this.keepUp(page);
    this.said.textContent = this.said.dataset.saved;
    this.showComputed(page);
    this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: page }));
  }

  keepUp(page) {
    for (const mark of MARKS) {
      const named = `input[type=hidden][name=${mark}]`;
      const fresh = page.querySelector(named);
      for (const mine of fresh ? document.querySelectorAll(named) : []) mine.value = fresh.value;
    }
  }

  // Silence would look like success.
  complain(status) {
    this.said.textContent = status === CLASH ? this.said.dataset.clash : this.said.dataset.failed;
  }

  // What the server worked out from the answers that it has just saved.
  showComputed(page) {
    for (const fresh of page.querySelectorAll("[data-computed]")) {
      const mine = document.getElementById(fresh.id);
      if (mine) mine.textContent = fresh.textContent;
    }
  }
}

export function startAutosaves(scope) {
  for (const said of scope.querySelectorAll("form [data-saved]")) new Autosave(said.closest("form"));
}
