// Loads a previewed page again when the file behind it has changed.

const script = document.currentScript;

async function look() {
  const response = await fetch("/preview-stamp").catch(() => null);
  if (response?.ok && (await response.text()) !== script.dataset.stamp) location.reload();
}

setInterval(look, 1000);
