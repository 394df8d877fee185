// Tells in time that an opened dossier is about to close, and keeps it open while somebody works on the page.

const MINUTE = 60_000;
const LOOK = 15_000;

class Stay {
  constructor(dialog) {
    this.dialog = dialog;
    this.life = Number(dialog.dataset.minutes) * MINUTE;
    this.warning = Number(dialog.dataset.warning) * MINUTE;
    this.since = Date.now();
    dialog.querySelector("[data-stay-on]").addEventListener("click", () => this.stay());
    dialog.addEventListener("cancel", () => this.ended || this.stay());
    // Whoever writes is there; asking now and then suffices.
    document.addEventListener("input", () => {
      if (!this.ended && !dialog.open && Date.now() - this.since > this.warning) this.stay();
    });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.timer = setInterval(() => this.look(), LOOK);
    // A device that slept wakes up with timers that stood still.
    document.addEventListener("visibilitychange", () => this.look());
  }

  look() {
    if (this.ended) return;
    const passed = Date.now() - this.since;
    if (passed > this.life) this.over();
    if (passed > this.life - this.warning && !this.dialog.open) this.dialog.showModal();
  }

  async stay() {
    const asked = Date.now();
    const answer = await fetch(this.dialog.dataset.stay).catch(() => null);
    if (!answer?.ok) {
      if (answer) this.over();
      return;
    }
    this.since = asked;
    if (this.dialog.open) this.dialog.close();
  }

  // Nothing can be kept open any more: what is written stays on the page.
  over() {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.timer);
    for (const part of this.dialog.querySelectorAll("[data-stay-soon]")) part.hidden = true;
    for (const part of this.dialog.querySelectorAll("[data-stay-over]")) part.hidden = false;
    if (!this.dialog.open) this.dialog.showModal();
  }
}

export function startStaying(scope) {
  for (const dialog of scope.querySelectorAll("dialog[data-stay]")) new Stay(dialog);
}
