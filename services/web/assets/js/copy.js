// Copies or prints what must be kept, for instance the access code that is shown once.

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.textContent.trim());
  button.textContent = button.dataset.copied;
}

export function startCopying(scope) {
  for (const button of scope.querySelectorAll("[data-copy]")) {
    if (navigator.clipboard) button.addEventListener("click", () => copy(button));
    else button.hidden = true;
  }
  for (const button of scope.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
  }
}
