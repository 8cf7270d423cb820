/**
 * A list that is searched by typing (ARIA combobox), put over a `<select>`.
 *
 * The select stays the truth: it holds the value that is sent, and whoever changes it elsewhere
 * fires `change` on it. Without script it is used as it is.
 */

import { matching } from "./matching";

export interface ChooserTexts {
  found: (count: number) => string;
  nothing: string;
}

interface Choice {
  value: string;
  name: string;
}

let made = 0;

/** Put a chooser over a select that is in the page. */
export function enhance(select: HTMLSelectElement, texts: ChooserTexts): void {
  new Chooser(select, texts);
}

class Chooser {
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("ul");
  private readonly said = document.createElement("span");
  private found: Choice[] = [];
  private at = -1;

  constructor(
    private readonly select: HTMLSelectElement,
    private readonly texts: ChooserTexts,
  ) {
    this.dress();
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => this.isOpen || this.open(""));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => this.press(event));
    select.addEventListener("change", () => this.show());
    select.addEventListener("refill", () => this.refresh());
    this.show();
  }

  private get isOpen(): boolean {
    return !this.list.hidden;
  }

  private dress(): void {
    const { select, input, list, said } = this;
    const id = select.id;
    const frame = document.createElement("div");
    frame.className = "chooser";
    list.id = `list-${++made}`;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    said.className = "unseen";
    said.setAttribute("role", "status");
    const given: Record<string, string | null> = {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-required": select.required ? "true" : null,
      "aria-describedby": select.getAttribute("aria-describedby"),
      "aria-invalid": select.getAttribute("aria-invalid"),
    };
    for (const [name, value] of Object.entries(given)) if (value) input.setAttribute(name, value);
    const label = document.querySelector<HTMLLabelElement>(`label[for="${id}"]`);
    if (label) {
      label.id ||= `${id}-label`;
      list.setAttribute("aria-labelledby", label.id);
    }
    // The label and the list of errors lead to whatever bears the id.
    select.removeAttribute("id");
    input.id = id;
    select.tabIndex = -1;
    select.before(frame);
    frame.append(select, input, list, said);
  }

  private choices(): Choice[] {
    return [...this.select.options]
      .filter((option) => option.value)
      .map((option) => ({ value: option.value, name: option.text }));
  }

  /** Show what the select holds. */
  private show(): void {
    const { select, input } = this;
    const chosen = select.selectedOptions[0];
    input.value = chosen?.value ? chosen.text : "";
    input.placeholder = select.options[0]?.value ? "" : (select.options[0]?.text ?? "");
    input.disabled = select.disabled;
    this.close();
  }

  /** Other options came: go on with what is being typed. */
  private refresh(): void {
    if (this.isOpen) this.open(this.input.value);
    else this.show();
  }

  private open(typed: string): void {
    this.found = matching(this.choices(), typed);
    const chosen = this.found.findIndex((choice) => choice.value === this.select.value);
    this.at = typed ? (this.found.length ? 0 : -1) : chosen;
    this.draw();
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.said.textContent = this.found.length
      ? this.texts.found(this.found.length)
      : this.texts.nothing;
    this.mark();
  }

  private draw(): void {
    const items = this.found.map((choice, index) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${index}`;
      item.setAttribute("role", "option");
      item.dataset.index = String(index);
      item.textContent = choice.name;
      return item;
    });
    if (!items.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = this.texts.nothing;
      items.push(none);
    }
    this.list.replaceChildren(...items);
  }

  private mark(): void {
    const items = this.list.querySelectorAll<HTMLElement>("[data-index]");
    items.forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === this.at));
    });
    const marked = items[this.at];
    if (marked) {
      this.input.setAttribute("aria-activedescendant", marked.id);
      marked.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      if (!this.isOpen) this.open("");
      else this.at = Math.max(0, Math.min(this.found.length - 1, this.at + move));
      this.mark();
    } else if (event.key === "Enter" && this.isOpen) {
      event.preventDefault();
      this.take(this.found[this.at]);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      this.show();
    }
  }

  private press(event: PointerEvent): void {
    event.preventDefault();
    const item = (event.target as Element).closest<HTMLElement>("[data-index]");
    if (item) this.take(this.found[Number(item.dataset.index)]);
  }

  /** Whoever goes on to the next field takes what is marked, if anything was typed. */
  private leave(): void {
    if (!this.isOpen) return;
    const typed = this.input.value.trim();
    const untouched = typed === (this.select.selectedOptions[0]?.text ?? "");
    if (!typed) this.take({ value: "", name: "" });
    else if (untouched) this.show();
    else this.take(this.found[this.at]);
  }

  private take(choice: Choice | undefined): void {
    if (choice && choice.value !== this.select.value) {
      this.select.value = choice.value;
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.show();
  }
}
