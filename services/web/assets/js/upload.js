// Sends chosen files at once, with progress, to the form's own address, exactly as its upload button
// would; then takes the list of received files and the error from the page that comes back.

const TOO_LARGE = 413;

class Upload {
  constructor(field) {
    this.field = field;
    this.form = field.closest("form");
    this.drop = field.querySelector("[data-drop]");
    this.input = field.querySelector("input[type=file]");
    this.bar = field.querySelector("progress");
    this.said = field.querySelector("[role=status]");
    this.input.addEventListener("change", () => this.choose());
    field.addEventListener("click", (event) => this.remove(event));
    this.listenToDrops();
    // Whoever is quick chooses before the script has started.
    this.choose();
  }

  listenToDrops() {
    const { drop } = this;
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("mc-drop--over", name === "dragover");
      });
    }
    drop.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      this.input.files = event.dataTransfer.files;
      this.choose();
    });
  }

  choose() {
    const limit = Number(this.drop.dataset.maxBytes || Infinity);
    const files = [...this.input.files];
    if (files.length === 0) return;
    const large = files.filter((file) => file.size > limit);
    if (large.length) {
      this.input.value = "";
      this.complain(`${large.map((file) => file.name).join(", ")}: ${this.drop.dataset.tooLarge}`);
      return;
    }
    this.send("upload", this.input.name);
  }

  remove(event) {
    const button = event.target.closest("button[name=remove_file]");
    if (!button) return;
    event.preventDefault();
    this.send(button.name, button.value);
  }

  send(name, value) {
    const body = new FormData(this.form);
    body.append(name, value);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.getAttribute("action") || window.location.href);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => this.progress(event));
    request.addEventListener("load", () => this.answered(request));
    request.addEventListener("error", () => this.complain(this.drop.dataset.failed));
    this.busy(this.drop.dataset.sending);
    request.send(body);
  }

  progress(event) {
    if (event.lengthComputable) this.bar.value = (100 * event.loaded) / event.total;
  }

  busy(text) {
    this.bar.parentElement.hidden = false;
    this.bar.hidden = false;
    this.bar.value = 0;
    this.said.textContent = text;
    this.input.disabled = true;
  }

  rest(text) {
    this.input.disabled = false;
    this.input.value = "";
    this.bar.hidden = true;
    this.bar.parentElement.hidden = false;
    this.said.textContent = text;
  }

  answered(request) {
    const page = request.response;
    const fresh = page?.querySelector(`[data-upload="${CSS.escape(this.field.dataset.upload)}"]`);
    if (!fresh) {
      this.complain(request.status === TOO_LARGE ? this.drop.dataset.tooLarge : this.drop.dataset.failed);
      return;
    }
    const error = fresh.querySelector(".govuk-error-message");
    this.field.querySelector("[data-received]").replaceWith(fresh.querySelector("[data-received]"));
    this.complain(error ? error.textContent.trim() : "");
    if (!error) this.rest(this.drop.dataset.done);
    this.refreshToken(page);
  }

  // The page that came back names what is saved by now, and may carry a newer form token.
  refreshToken(page) {
    for (const name of ["csrf_token", "seen"]) {
      const newer = page.querySelector(`form input[name=${name}]`);
      const mine = this.form.querySelector(`input[name=${name}]`);
      if (newer && mine) mine.value = newer.value;
    }
  }

  complain(text) {
    this.rest("");
    this.field.classList.toggle("govuk-form-group--error", Boolean(text));
    const id = `${this.field.dataset.upload}-error`;
    document.getElementById(id)?.remove();
    if (!text) return;
    const message = document.createElement("p");
    Object.assign(message, { id, className: "govuk-error-message", textContent: text });
    message.setAttribute("role", "alert");
    this.field.querySelector("[data-received]").before(message);
  }
}

export function startUploads(scope) {
  for (const field of scope.querySelectorAll("[data-upload]")) new Upload(field);
}
