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

  const fresh = new Map();
  const texts = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const look = texts.currentNode.data.trim() && element.checkVisibility() && lookOf(element);
    if (look && !known.has(look)) fresh.set(look, element);
  }

  const isSeen = (element) => seen.some((part) => element.closest(part));
  const shown = [...document.querySelectorAll(`${within} *`)]
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
  if (fresh.size)
    wrong.push(
      ...(await run({ include: [...fresh.values()] }, { runOnly: ["color-contrast"] })),
    );
  return [wrong, [...fresh.keys()], shown];
}
