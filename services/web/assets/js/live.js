// Lets what stands beside the editor follow what was just saved: the form itself, the counts of faults.

function follow(frame, fresh) {
  const address = fresh?.getAttribute("src");
  if (!address) return;
  // The same address is loaded again where people had scrolled to.
  if (address === frame.getAttribute("src")) frame.contentWindow.location.reload();
  else frame.setAttribute("src", address);
}

export function startLivePreviews(scope) {
  scope.addEventListener("saved", ({ detail: page }) => {
    const frame = scope.querySelector("iframe[data-live]");
    if (frame) follow(frame, page.querySelector("iframe[data-live]"));
    for (const part of scope.querySelectorAll("[data-follows]")) {
      const newer = page.getElementById(part.id);
      if (newer) part.replaceWith(newer);
    }
  });
}
