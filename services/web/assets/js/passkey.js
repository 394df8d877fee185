// Asks the device for a passkey and sends the form with what it answers. The server checks the answer.

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// What the server says in letters, the browser wants in bytes.
function inBytes(options) {
  const key = (one) => ({ ...one, id: bytes(one.id) });
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (options[list]) read[list] = options[list].map(key);
  }
  return read;
}

function inLetters(credential) {
  const { response } = credential;
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  const id = text(credential.rawId);
  return JSON.stringify({ id, rawId: id, type: credential.type, response: said, clientExtensionResults: {} });
}

async function press(button) {
  const said = button.parentElement.querySelector("[data-passkey-said]");
  said.textContent = "";
  button.disabled = true;
  try {
    const publicKey = inBytes(JSON.parse(button.dataset.options));
    const credential = await navigator.credentials[button.dataset.passkey]({ publicKey });
    button.form.elements.namedItem(button.dataset.answer).value = inLetters(credential);
    button.form.submit();
  } catch {
    // Turned away, timed out, or no such key: the other ways are on the same page.
    said.textContent = button.dataset.failed;
    button.disabled = false;
  }
}

export function startPasskeys(scope) {
  for (const button of scope.querySelectorAll("[data-passkey]")) {
    if (navigator.credentials && window.PublicKeyCredential) button.addEventListener("click", () => press(button));
    else button.hidden = true;
  }
}
