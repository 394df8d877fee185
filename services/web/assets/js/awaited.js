// Asks again for papers that are still being made, until they are there.
import { fetchPage } from "./fetched.js";

const PAUSES = [1000, 1000, 2000, 3000, 5000, 8000, 13000, 20000, 30000];

async function fresh(part) {
  const answer = await fetchPage(part.dataset.awaited);
  return answer.ok ? answer.page.getElementById(part.id) : null;
}

function wait(part, round) {
  // Whoever waits longer than that finds a link to load the page again.
  if (round === PAUSES.length) return;
  setTimeout(async () => {
    const newer = await fresh(part).catch(() => null);
    if (!newer) return wait(part, round + 1);
    part.replaceWith(newer);
    if (newer.dataset.awaited) wait(newer, round + 1);
  }, PAUSES[round]);
}

export function startAwaiting(scope) {
  for (const part of scope.querySelectorAll("[data-awaited]")) wait(part, 0);
}
