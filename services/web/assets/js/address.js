// Suggests the communes of the chosen province. Without it one types the name; the server knows them all.

async function communes(province) {
  const root = document.querySelector("link[rel=stylesheet]").getAttribute("href").split("/static/")[0];
  const response = await fetch(`${root}/dia-chi/${encodeURIComponent(province)}.json`, {
    headers: { Accept: "application/json" },
  });
  // No list, no suggestions: the name can still be typed.
  return response.ok ? response.json() : [];
}

function pair(province, commune, suggestions) {
  let asked = 0;
  const suggest = (pairs) =>
    suggestions.replaceChildren(...pairs.map(([, name]) => Object.assign(document.createElement("option"), { value: name })));
  const load = async () => {
    asked += 1;
    const mine = asked;
    suggest([]);
    const pairs = province.value ? await communes(province.value).catch(() => []) : [];
    // A slow answer for a province chosen earlier must not overwrite the newer one.
    if (mine === asked) suggest(pairs);
  };
  province.addEventListener("change", () => {
    commune.value = "";
    load();
  });
  if (province.value && suggestions.options.length === 0) load();
}

// Starts before the comboboxes: they take the list attribute away.
export function startAddresses(scope) {
  for (const commune of scope.querySelectorAll("input[data-commune-of]")) {
    const province = commune.form?.elements.namedItem(commune.dataset.communeOf);
    const suggestions = document.getElementById(commune.getAttribute("list"));
    if (province && suggestions) pair(province, commune, suggestions);
  }
}
