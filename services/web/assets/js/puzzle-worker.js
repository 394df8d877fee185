// Looks for a number whose SHA-256 with the challenge begins with so many zero bits.

const AT_ONCE = 512;

function isSolved(digest, bits) {
  const bytes = new Uint8Array(digest);
  const whole = bits >> 3;
  for (let place = 0; place < whole; place += 1) if (bytes[place]) return false;
  return bits % 8 === 0 || bytes[whole] >> (8 - (bits % 8)) === 0;
}

// Asking for many at once keeps the cost of each small.
async function search(challenge, bits) {
  const encoder = new TextEncoder();
  const digest = (number) => crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${number}`));
  for (let from = 0; ; from += AT_ONCE) {
    const digests = await Promise.all(Array.from({ length: AT_ONCE }, (_, step) => digest(from + step)));
    const found = digests.findIndex((one) => isSolved(one, bits));
    if (found >= 0) return { answer: String(from + found), tried: from + found + 1 };
    postMessage({ tried: from + AT_ONCE });
  }
}

addEventListener("message", async ({ data }) => postMessage(await search(data.challenge, data.bits)));
