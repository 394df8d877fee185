// Shows a field only while its condition holds. The server decides again; this only spares reading.
// A condition is data: {field, is}, {field, in}, {field, filled}, {not}, {all}, {any}.

// null: the field is not on this page, so nothing can be said about it here.
function answer(form, name) {
  const found = [...form.elements].filter((element) => element.name === name && element.type !== "hidden");
  if (found.length === 0) {
    const parts = [...form.elements].filter((element) => element.name.startsWith(`${name}.`));
    return parts.length ? parts.filter((part) => !part.disabled).map(valueOf).filter(Boolean) : null;
  }
  return found.filter((element) => !element.disabled).map(valueOf).filter(Boolean);
}

function valueOf(element) {
  const ticked = element.type !== "radio" && element.type !== "checkbox";
  return ticked || element.checked ? element.value.trim() : "";
}

// Three values: true, false, and null where the page does not know.
function negate(value) {
  return value === null ? null : !value;
}

function all(values) {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

const RULES = {
  not: (condition, form) => negate(holds(condition.not, form)),
  all: (condition, form) => all(condition.all.map((part) => holds(part, form))),
  any: (condition, form) => negate(all(condition.any.map((part) => negate(holds(part, form))))),
  is: (condition, form) => known(condition, form, (given) => given.includes(condition.is)),
  in: (condition, form) => known(condition, form, (given) => condition.in.some((one) => given.includes(one))),
  filled: (condition, form) =>
    known(condition, form, (given) => given.length > 0 === (condition.filled !== false)),
};

function known(condition, form, judge) {
  const given = answer(form, condition.field);
  return given === null ? null : judge(given);
}

export function holds(condition, form) {
  const rule = Object.keys(RULES).find((key) => key in condition);
  return rule ? RULES[rule](condition, form) : null;
}

// Disabled as well as hidden: what is hidden is not sent, and does not count for other conditions.
function show(element, visible) {
  element.hidden = !visible;
  for (const control of element.querySelectorAll("input, select, textarea, button")) {
    const concealed = control.closest("[data-when][hidden]") !== null;
    if (concealed && !control.disabled) {
      control.disabled = true;
      control.dataset.concealed = "";
    } else if (!concealed && "concealed" in control.dataset) {
      control.disabled = false;
      delete control.dataset.concealed;
    }
  }
}

function apply(form, dependants) {
  // A field may hang on one that hangs on another; as many rounds as there are fields always suffice.
  for (let round = 0; round < dependants.length; round += 1) {
    const changed = dependants.filter(([element, condition]) => {
      const visible = holds(condition, form) !== false;
      if (element.hidden === !visible) return false;
      show(element, visible);
      return true;
    });
    if (changed.length === 0) return;
  }
}

export function startConditions(scope) {
  for (const form of scope.querySelectorAll("form")) {
    const dependants = [...form.querySelectorAll("[data-when]")].map((element) => [
      element,
      JSON.parse(element.dataset.when),
    ]);
    if (dependants.length === 0) continue;
    form.addEventListener("input", () => apply(form, dependants));
    form.addEventListener("change", () => apply(form, dependants));
    apply(form, dependants);
  }
}
