// Esc three times in a row leaves at once, as the button does; what is on the page goes before the answer comes.

const PRESSES = 3;
const WITHIN = 2000;

class Exit {
  constructor(form) {
    this.form = form;
    this.pressed = [];
    form.addEventListener("submit", () => this.blank());
    document.addEventListener("keydown", (event) => this.press(event));
    // Going back would show the page from memory.
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  press(event) {
    if (event.key !== "Escape") {
      this.pressed = [];
      return;
    }
    const now = Date.now();
    this.pressed = [...this.pressed.filter((before) => now - before < WITHIN), now];
    if (this.pressed.length === PRESSES) this.form.requestSubmit();
  }

  // After the form has been read, so that it is still sent.
  blank() {
    setTimeout(() => {
      document.title = this.form.dataset.leaving;
      document.body.hidden = true;
    });
  }
}

export function startExits(scope) {
  const form = scope.querySelector("form[data-exit]");
  if (form) new Exit(form);
}
