// A list one can search by typing, Vietnamese marks or not, over a long select or a text field with
// suggestions. What is sent stays the same as without scripts.

const SEARCHABLE_FROM = 15;
const SHOWN_AT_MOST = 60;

export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}

// The choices of a select, which is hidden and stays the field that is sent.
class SelectChoices {
  constructor(select) {
    this.select = select;
    this.input = document.createElement("input");
    this.input.className = `govuk-input${select.classList.contains("govuk-select--error") ? " govuk-input--error" : ""}`;
    this.input.type = "text";
    for (const name of ["aria-describedby", "aria-invalid", "data-none", "data-choices"]) {
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    }
    // The input takes over the id: the label and the error summary then lead to it.
    this.input.id = select.id;
    select.id = `${select.id}-select`;
    select.hidden = true;
    select.before(this.input);
    // What a condition switches off is switched off here too.
    const follow = () => (this.input.disabled = select.disabled);
    new MutationObserver(follow).observe(select, { attributeFilter: ["disabled"] });
    follow();
    this.restore();
  }

  texts() {
    return [...this.select.options].filter((option) => option.value).map((option) => option.text);
  }

  restore() {
    const [chosen] = this.select.selectedOptions;
    this.input.value = chosen?.value ? chosen.text : "";
    const [first] = this.select.options;
    this.input.placeholder = first && !first.value ? first.text : "";
  }

  choose(text) {
    const option = [...this.select.options].find((one) => one.text === text && one.value);
    this.select.selectedIndex = option ? option.index : 0;
    this.restore();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Leaving with a text that fits one choice only takes it; leaving it empty takes the choice back.
  leave(fitting) {
    const typed = plain(this.input.value);
    const exact = fitting.find((text) => plain(text) === typed) ?? (fitting.length === 1 ? fitting[0] : null);
    const wanted = typed ? exact : "";
    const [chosen] = this.select.selectedOptions;
    const held = chosen?.value ? chosen.text : "";
    if (wanted !== null && wanted !== held) this.choose(wanted);
    else this.restore();
  }
}

// The suggestions of a text field; any other text may be sent as well.
class SuggestedTexts {
  constructor(input) {
    this.input = input;
    this.suggestions = document.getElementById(input.getAttribute("list"));
    // Two lists over one another would confuse.
    input.removeAttribute("list");
  }

  texts() {
    return [...this.suggestions.options].map((option) => option.value);
  }

  restore() {}

  choose(text) {
    this.input.value = text;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  leave() {}
}

class Combobox {
  constructor(choices) {
    this.choices = choices;
    this.input = choices.input;
    this.active = -1;
    this.build();
    this.listen();
  }

  build() {
    const { input } = this;
    const box = document.createElement("div");
    box.className = "mc-combobox";
    this.list = document.createElement("ul");
    Object.assign(this.list, { className: "mc-combobox__list", id: `${input.id}-choices`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.choices);
    const attributes = {
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.before(box);
    box.append(input, this.list);
  }

  listen() {
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => this.open(""));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => {
      this.choices.leave(this.matches(this.input.value));
      this.close();
    });
    // The focus stays in the input, so that a click on the list is no blur.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-text]");
      if (option) this.choose(option.dataset.text);
    });
  }

  matches(typed) {
    const wanted = plain(typed).split(/\s+/);
    return this.choices.texts().filter((text) => {
      const bare = plain(text);
      return wanted.every((word) => bare.includes(word));
    });
  }

  open(typed) {
    const texts = this.matches(typed).slice(0, SHOWN_AT_MOST);
    this.list.replaceChildren(...texts.map((text, index) => this.item(text, index)));
    if (texts.length === 0) this.list.append(this.nothing());
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(typed && texts.length ? 0 : -1);
  }

  item(text, index) {
    const item = document.createElement("li");
    Object.assign(item, { className: "mc-combobox__option", id: `${this.list.id}-${index}`, textContent: text });
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.text = text;
    return item;
  }

  nothing() {
    const item = document.createElement("li");
    item.className = "mc-combobox__option mc-combobox__option--none";
    item.setAttribute("role", "option");
    item.setAttribute("aria-disabled", "true");
    item.textContent = this.input.dataset.none;
    return item;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  mark(position) {
    const items = [...this.list.querySelectorAll("[data-text]")];
    this.active = Math.max(-1, Math.min(position, items.length - 1));
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.active)));
    if (this.active < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", items[this.active].id);
    items[this.active].scrollIntoView({ block: "nearest" });
  }

  choose(text) {
    this.choices.choose(text);
    this.close();
  }

  press(event) {
    const shut = this.list.hidden;
    const items = this.list.querySelectorAll("[data-text]");
    const keys = {
      ArrowDown: () => (shut ? this.open("") : this.mark(this.active + 1)),
      ArrowUp: () => (shut ? this.open("") : this.mark(this.active - 1)),
      Enter: () => this.choose(items[this.active].dataset.text),
      Escape: () => {
        this.choices.restore();
        this.close();
      },
    };
    const useless = (event.key === "Enter" && (shut || this.active < 0)) || (event.key === "Escape" && shut);
    if (!(event.key in keys) || useless) return;
    event.preventDefault();
    keys[event.key]();
  }
}

export function startComboboxes(scope) {
  for (const select of scope.querySelectorAll("select[data-searchable]")) {
    if (select.options.length > SEARCHABLE_FROM) new Combobox(new SelectChoices(select));
  }
  for (const input of scope.querySelectorAll("input[list]")) new Combobox(new SuggestedTexts(input));
}
