// Lets an officer draw boxes on the picture of a page; they go with the form in hundredths of the page.

const SVG = "http://www.w3.org/2000/svg";
const LEAST = 0.3;

class Page {
  constructor(form) {
    this.form = form;
    this.svg = form.querySelector("[data-page] svg");
    this.boxes = [];
    form.querySelector("[data-drawn]").hidden = false;
    form.querySelector("[data-undo]").addEventListener("click", () => this.undo());
    this.svg.addEventListener("pointerdown", (event) => this.begin(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    this.svg.addEventListener("pointerup", () => this.end());
    this.svg.addEventListener("pointercancel", () => this.drop());
  }

  point(event) {
    const { left, top, width, height } = this.svg.getBoundingClientRect();
    const within = (value) => Math.min(Math.max(value, 0), 100);
    return [within(((event.clientX - left) * 100) / width), within(((event.clientY - top) * 100) / height)];
  }

  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.svg.setPointerCapture(event.pointerId);
    this.from = this.point(event);
    this.rect = document.createElementNS(SVG, "rect");
    this.rect.setAttribute("class", "mc-redact__new");
    this.svg.append(this.rect);
  }

  move(event) {
    if (!this.rect) return;
    const to = this.point(event);
    this.box = [0, 1].map((at) => Math.min(this.from[at], to[at])).concat([0, 1].map((at) => Math.abs(this.from[at] - to[at])));
    ["x", "y", "width", "height"].forEach((name, at) => this.rect.setAttribute(name, `${this.box[at]}%`));
  }

  end() {
    if (!this.rect) return;
    // A press without a move draws nothing.
    if (!this.box || this.box[2] < LEAST || this.box[3] < LEAST) return this.drop();
    const sent = document.createElement("input");
    Object.assign(sent, { type: "hidden", name: "drawn", value: this.box.map((number) => number.toFixed(2)).join(",") });
    this.form.append(sent);
    this.boxes.push([this.rect, sent]);
    this.rect = this.box = null;
  }

  drop() {
    this.rect?.remove();
    this.rect = this.box = null;
  }

  undo() {
    for (const part of this.boxes.pop() ?? []) part.remove();
  }
}

export function startRedactions(scope) {
  for (const form of scope.querySelectorAll("[data-redact]")) {
    if (form.querySelector("[data-page]")) new Page(form);
  }
}
