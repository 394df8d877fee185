// Says how many characters are left, in the reader's language, once few are left.

const SAID_FROM = 0.75;
const PAUSE = 600;

function start(message) {
  const field = document.getElementById(message.id.replace(/-info$/, ""));
  const limit = Number(message.dataset.limit);
  const atFirst = message.textContent;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  let timer;
  const say = () => {
    // The server counts characters of NFC text, not UTF-16 units.
    const used = [...field.value.normalize("NFC")].length;
    message.textContent = used < limit * SAID_FROM ? atFirst : `${numbers.format(used)} / ${numbers.format(limit)}`;
    message.classList.toggle("govuk-error-message", used > limit);
    message.classList.toggle("govuk-hint", used <= limit);
  };
  message.setAttribute("aria-live", "polite");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, PAUSE);
  });
  say();
}

export function startCharacterCounts(scope) {
  for (const message of scope.querySelectorAll("[data-limit]")) start(message);
}
