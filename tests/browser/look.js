/* What the page has wrong, as axe tells it. Colours take axe four fifths of its time: a text whose
   classes and colours, with those of all that stands around it, were looked at before is spared.
   Where the same elements show as at the width before, only what the layout may change is left. */
async ([within, seen, rules, layoutRules, looks, shownBefore]) => {
  const known = new Set(looks);
  const styles = new Map();

  const styled = (element) => {
    if (!styles.has(element)) {
      const of = getComputedStyle(element);
      styles.set(element, [
        element.tagName, element.className, of.color, of.backgroundColor, of.backgroundImage,
        of.opacity, of.fontSize, of.fontWeight, of.position,
      ].join());
    }
    return styles.get(element);
  };

  const lookOf = (element) => {
    const chain = [];
    for (let around = element; around; around = around.parentElement) chain.push(styled(around));
    return chain.join("<");
  };

  const bearsText = (element) =>
    element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const elements = [...document.querySelectorAll(`${within} *`)];
  const fresh = new Map();
  for (const element of elements) {
    if (!bearsText(element) || !element.checkVisibility()) continue;
    const look = lookOf(element);
    if (!known.has(look)) fresh.set(look, element);
  }
  // A page within the page is looked at wholly: its elements are not among these.
  const coloured = [...fresh.values(), ...elements.filter((element) => element.matches("iframe"))];

  const isSeen = (element) => seen.some((part) => element.closest(part));
  const shown = elements
    .map((element) => (isSeen(element) ? "" : Number(element.checkVisibility())))
    .join("");

  const run = async (context, options) => {
    const found = await axe.run(context, {
      resultTypes: ["violations"],
      preload: false, // Sound, film and style sheets, for rules that are not among ours.
      ...options,
    });
    // Only what is wrong goes back: to carry the rest over costs more than to look for it.
    return found.violations.flatMap((one) => one.nodes.map((node) => [one.id, node.html]));
  };

  const wrong = await run(
    { include: [within], exclude: seen },
    shown === shownBefore
      ? { runOnly: layoutRules }
      : { runOnly: { type: "tag", values: rules }, rules: { "color-contrast": { enabled: false } } },
  );
  if (coloured.length)
    wrong.push(...(await run({ include: coloured }, { runOnly: ["color-contrast"] })));
  return [wrong, [...fresh.keys()], shown];
}
