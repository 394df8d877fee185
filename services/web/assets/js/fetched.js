// Fetches a page of this site as a document. The browser parses it itself: no text becomes HTML here,
// which Trusted Types would refuse.

export function fetchPage(address, { method = "GET", body = null } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.setRequestHeader("Accept", "text/html");
    request.responseType = "document";
    request.addEventListener("error", () => reject(new Error("no answer")));
    request.addEventListener("load", () => {
      const { status, response } = request;
      resolve({ ok: status >= 200 && status < 300, status, page: response });
    });
    request.send(body);
  });
}
