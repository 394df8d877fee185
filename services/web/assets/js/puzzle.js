// Solves a puzzle beside the page and sends the form on; where nothing can solve, it waits and sends.

const SECOND = 1000;

// The only script address that this site ever makes: Trusted Types refuse every other.
function workerAddress() {
  const address = new URL("./puzzle-worker.js", import.meta.url).href;
  const policy = window.trustedTypes?.createPolicy("motcua", {
    createScriptURL(wanted) {
      if (wanted !== address) throw new TypeError("not our worker");
      return wanted;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}

class Puzzle {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-said]");
    this.bar = form.querySelector("[data-bar]");
    // Browsers give this to pages over HTTPS alone.
    if (!window.isSecureContext || !crypto.subtle || !window.Worker) this.wait();
    else this.solve();
  }

  solve() {
    const { puzzle, bits } = this.form.dataset;
    const worker = new Worker(workerAddress(), { type: "module" });
    worker.addEventListener("error", () => {
      worker.terminate();
      this.wait();
    });
    worker.addEventListener("message", ({ data }) => {
      this.bar.value = 100 * (1 - Math.exp(-data.tried / 2 ** bits));
      if (data.answer === undefined) return;
      worker.terminate();
      this.form.elements.namedItem("puzzle_answer").value = data.answer;
      this.form.dataset.tried = data.tried;
      this.bar.value = 100;
      this.said.textContent = this.said.dataset.solved;
      this.form.requestSubmit();
    });
    this.said.textContent = this.said.dataset.solving;
    worker.postMessage({ challenge: puzzle, bits: Number(bits) });
  }

  wait() {
    const seconds = Number(this.form.dataset.seconds);
    const began = Date.now();
    this.said.textContent = this.said.dataset.waiting;
    const timer = setInterval(() => {
      const passed = (Date.now() - began) / SECOND;
      this.bar.value = (100 * passed) / seconds;
      if (passed <= seconds) return;
      clearInterval(timer);
      this.form.requestSubmit();
    }, SECOND / 4);
  }
}

export function startPuzzles(scope) {
  for (const form of scope.querySelectorAll("form[data-puzzle]")) new Puzzle(form);
}
