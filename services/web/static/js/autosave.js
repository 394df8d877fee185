// Saves what is typed a moment after the last key, exactly as the button that saves would.

const PAUSE = 4000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-saved]");
    this.running = null;
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", (event) => this.submit(event));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = (this.running ?? Promise.resolve()).then(() => this.save()).catch(() => {});
    }, PAUSE);
  }

  // Two savings at once would look like two windows: the button waits for the one that runs.
  submit(event) {
    clearTimeout(this.timer);
    if (!this.running) return;
    event.preventDefault();
    const { submitter } = event;
    this.running.then(() => {
      this.running = null;
      this.form.requestSubmit(submitter);
    });
  }

  async save() {
    const body = new FormData(this.form);
    for (const chooser of this.form.querySelectorAll("input[type=file]")) body.delete(chooser.name);
    body.set("go", "stay");
    const response = await fetch(this.form.action, { method: "POST", body });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const seen = page.querySelector("form input[name=seen]");
    if (!seen) return;
    this.form.querySelector("input[name=seen]").value = seen.value;
    this.said.textContent = this.said.dataset.saved;
  }
}

export function startAutosaves(scope) {
  for (const said of scope.querySelectorAll("form [data-saved]")) new Autosave(said.closest("form"));
}
