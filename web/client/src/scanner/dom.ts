/** Elements in few words. */

type Child = Node | string | null | undefined | false;

interface Given {
  class?: string;
  id?: string;
  text?: string;
  onclick?: (event: MouseEvent) => void;
  /** Attributes as they stand in HTML. */
  set?: Record<string, string>;
}

/** Make an element with what it holds. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  given: Given = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (given.class) made.className = given.class;
  if (given.id) made.id = given.id;
  if (given.text !== undefined) made.textContent = given.text;
  if (given.onclick) made.addEventListener("click", given.onclick as EventListener);
  for (const [attribute, value] of Object.entries(given.set ?? {})) {
    made.setAttribute(attribute, value);
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** Make a button that does something; it never hands in a form. */
export function button(
  text: string,
  act: () => void,
  given: { class?: string; set?: Record<string, string> } = {},
  ...before: Child[]
): HTMLButtonElement {
  const set = { type: "button", ...given.set };
  return el("button", { ...given, set, onclick: act }, ...before, el("span", { text }));
}

/** Make a labelled field. */
export function field(label: string, input: HTMLElement, hint = ""): HTMLElement {
  input.id ||= `field-${Math.random().toString(36).slice(2)}`;
  return el(
    "div",
    { class: "field" },
    el("label", { text: label, set: { for: input.id } }),
    input,
    hint && el("p", { class: "hint", text: hint }),
  );
}

/** Make a text field; autocompletion and spelling are of no use in any of ours. */
export function input(set: Record<string, string> = {}): HTMLInputElement {
  return el("input", { set: { type: "text", autocomplete: "off", spellcheck: "false", ...set } });
}
