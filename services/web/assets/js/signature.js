// Lets a person sign with finger, pen or mouse; the picture goes with the form as a PNG data address.

const INK = "#12235c";
const WIDTH = 5;

class Pad {
  constructor(box) {
    this.canvas = box.querySelector("canvas");
    this.sent = box.querySelector("input[type=hidden]");
    this.pen = this.canvas.getContext("2d");
    this.strokes = [];
    box.querySelector("[data-undo]").addEventListener("click", () => this.keep(this.strokes.slice(0, -1)));
    box.querySelector("[data-clear]").addEventListener("click", () => this.keep([]));
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) this.canvas.addEventListener(end, () => this.end());
  }

  point(event) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [
      ((event.clientX - left) * this.canvas.width) / width,
      ((event.clientY - top) * this.canvas.height) / height,
    ];
  }

  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.stroke = [this.point(event)];
    this.strokes.push(this.stroke);
    this.draw();
  }

  move(event) {
    if (!this.stroke) return;
    this.stroke.push(this.point(event));
    this.draw();
  }

  end() {
    if (!this.stroke) return;
    this.stroke = null;
    this.keep(this.strokes);
  }

  keep(strokes) {
    this.strokes = strokes;
    this.draw();
    this.sent.value = strokes.length ? this.canvas.toDataURL("image/png") : "";
    this.sent.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    const { pen } = this;
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    Object.assign(pen, { strokeStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
    for (const stroke of this.strokes) {
      pen.beginPath();
      pen.moveTo(...stroke[0]);
      // A line of no length, too, leaves a dot.
      for (const point of stroke.length > 1 ? stroke.slice(1) : stroke) pen.lineTo(...point);
      pen.stroke();
    }
  }
}

export function startSignatures(scope) {
  for (const box of scope.querySelectorAll("[data-signature]")) new Pad(box);
}
