/** The form of a question: what was typed becomes a body, and faults are shown at their fields. */

import type { Fault } from "../console/server";
import { addressOf, type Typed } from "./address";
import type { Field, Question } from "./described";
import { read, sent, type Written, written } from "./moments";
import { lineOf, type Persons, readPersons } from "./persons";
import { tell, tellOr } from "./words";

const DAY_MS = 24 * 3600_000;
const MINUTE_MS = 60_000;
// Who is named by papers is named by the field for ids.
const SAME_FIELD: Readonly<Record<string, string>> = {
  documents: "citizen_ids",
  document: "citizen_id",
};

export type Body = Record<string, unknown>;

export interface Filled {
  readonly body: Body;
  readonly faults: readonly Fault[];
}

export class QuestionForm {
  #persons: Persons = readPersons("");

  constructor(
    readonly form: HTMLFormElement,
    readonly question: Question,
  ) {
    this.#last.addEventListener("change", () => this.showSpan());
    for (const input of form.querySelectorAll(".moment input"))
      input.addEventListener("input", () => {
        this.#last.value = "";
      });
    this.showSpan();
  }

  get #last(): HTMLSelectElement {
    return this.input("last") as HTMLSelectElement;
  }

  input(id: string): HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
    const found = this.form.querySelector<HTMLInputElement>(`#${id}`);
    if (!found) throw new Error(`no field ${id}`);
    return found;
  }

  /** Write the span that the preset means now, so that it can be seen and changed. */
  showSpan(): void {
    const days = Number(this.#last.value);
    if (!days) return;
    const until = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
    this.#writeMoment("from", written(sent(until - days * DAY_MS)));
    this.#writeMoment("until", written(sent(until)));
  }

  #writeMoment(end: string, moment: Written): void {
    this.input(`${end}-date`).value = moment.date;
    this.input(`${end}-time`).value = moment.time;
  }

  /** Return the body to send, and what is missing before it can be sent. */
  filled(): Filled {
    this.showSpan();
    const body: Body = { purpose: this.input("purpose").value.trim() };
    const faults: Fault[] = [];
    for (const end of ["from", "until"]) {
      const moment = {
        date: this.input(`${end}-date`).value,
        time: this.input(`${end}-time`).value,
      };
      const at = read(moment);
      if (at) body[end] = at;
      else faults.push({ field: end, reason: "bad_time", text: tell("pages-bad-time") });
    }
    for (const field of this.question.fields) Object.assign(body, this.#said(field, faults));
    if (!body.purpose)
      faults.push({ field: "purpose", reason: "purpose", text: tell("pages-fault-purpose") });
    return { body, faults };
  }

  #said(field: Field, faults: Fault[]): Body {
    const missing = () =>
      faults.push({ field: field.name, reason: "required", text: tell("pages-fault-required") });
    if (field.form === "tick") {
      return { [field.name]: (this.input(field.name) as HTMLInputElement).checked };
    }
    if (field.form === "choices" || field.form === "choice") {
      const chosen = this.#ticked(field.name);
      return field.form === "choices"
        ? { [field.name]: chosen }
        : { [field.name]: chosen[0] ?? "" };
    }
    const text = this.#valueOf(field.name).trim();
    if (!text && field.required) missing();
    if (field.form === "person" || field.form === "persons") return this.#named(field, text);
    if (field.form === "number") return this.#number(field, text, faults);
    return text ? { [field.name]: text } : {};
  }

  /** Typed numbers are checked by the server, but only whole numbers can be sent to it. */
  #number(field: Field, text: string, faults: Fault[]): Body {
    if (!text) return {};
    const fits =
      /^\d+$/.test(text) &&
      Number(text) >= (field.least ?? 0) &&
      Number(text) <= (field.most ?? Number.MAX_SAFE_INTEGER);
    if (fits) return { [field.name]: Number(text) };
    const limits = { least: field.least ?? 0, most: field.most ?? "∞" };
    faults.push({ field: field.name, reason: "number", text: tell("pages-fault-number", limits) });
    return {};
  }

  #named(field: Field, text: string): Body {
    this.#persons = readPersons(text);
    const { citizenIds, documents } = this.#persons;
    if (field.form === "persons") return { citizen_ids: citizenIds, documents };
    return citizenIds[0] ? { citizen_id: citizenIds[0] } : { document: documents[0] ?? null };
  }

  #ticked(name: string): string[] {
    const boxes = this.form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`);
    return [...boxes].map((box) => box.value);
  }

  /** A list with a chooser over it has lost its id to the chooser; it is known by its field. */
  #valueOf(name: string): string {
    return this.#listOf(name)?.value ?? this.input(name).value;
  }

  #listOf(name: string): HTMLSelectElement | null {
    return this.form.querySelector<HTMLSelectElement>(`[data-field="${name}"] select`);
  }

  /** Return the question as an address holds it: without persons, vehicles and purpose. */
  address(): string {
    const typed: Typed = {};
    for (const field of this.question.fields) {
      if (field.form === "choices" || field.form === "choice") {
        typed[field.name] = this.#ticked(field.name).join(",");
      } else if (field.form === "tick") {
        typed[field.name] = (this.input(field.name) as HTMLInputElement).checked ? "1" : "";
      } else typed[field.name] = this.#valueOf(field.name);
    }
    const last = this.#last.value;
    const { body } = this.filled();
    const span = last ? { last } : { from: String(body.from), until: String(body.until) };
    return addressOf(this.question.fields, typed, span);
  }

  /** Fill in what an address holds; the lists of places and units have to be there. */
  fill(said: URLSearchParams): void {
    const [from, until] = [said.get("from"), said.get("until")];
    const last = said.get("last");
    if (from && until) {
      this.#last.value = "";
      this.#writeMoment("from", written(from));
      this.#writeMoment("until", written(until));
    } else if (last) {
      this.#last.value = last;
      this.showSpan();
    }
    for (const field of this.question.fields) {
      const value = said.get(field.name);
      if (value !== null) this.#put(field, value);
    }
  }

  #put(field: Field, value: string): void {
    if (field.form === "choices" || field.form === "choice") {
      for (const box of this.form.querySelectorAll<HTMLInputElement>(`input[name="${field.name}"]`))
        box.checked = value.split(",").includes(box.value);
    } else if (field.form === "tick") {
      (this.input(field.name) as HTMLInputElement).checked = value === "1";
    } else {
      const list = this.#listOf(field.name);
      (list ?? this.input(field.name)).value = value;
      list?.dispatchEvent(new Event("change"));
    }
    const narrow = this.form.querySelector<HTMLDetailsElement>("#narrow");
    if (narrow?.querySelector(`[data-field="${field.name}"]`)) narrow.open = true;
  }

  /** Show each fault at its field; return those that belong to no field of the form. */
  show(faults: readonly Fault[]): Fault[] {
    this.clear();
    const homeless: Fault[] = [];
    for (const fault of faults) {
      const root = fault.field.split(/[.[]/)[0] ?? "";
      const name = SAME_FIELD[root] ?? root;
      const home = this.form.querySelector<HTMLElement>(`[data-field="${name}"]`);
      if (home) this.#mark(home, name, fault);
      else homeless.push(fault);
    }
    this.form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    return homeless;
  }

  #mark(home: HTMLElement, name: string, fault: Fault): void {
    const line = lineOf(fault.field, this.#persons);
    const text = tellOr(`pages-fault-${fault.reason}`, fault.text);
    const said = document.createElement("p");
    said.className = "error";
    said.id = `${name}-error-${home.querySelectorAll(".error").length}`;
    said.textContent = line ? tell("pages-at-line", { line, text }) : text;
    home.append(said);
    home.closest("details")?.setAttribute("open", "");
    const field = home.querySelector<HTMLElement>("input, textarea, select:not(.chooser select)");
    field?.setAttribute("aria-invalid", "true");
    const before = field?.getAttribute("aria-describedby");
    field?.setAttribute("aria-describedby", before ? `${said.id} ${before}` : said.id);
  }

  clear(): void {
    for (const said of this.form.querySelectorAll(".error")) said.remove();
    for (const field of this.form.querySelectorAll('[aria-invalid="true"]')) {
      field.removeAttribute("aria-invalid");
      const left = field.getAttribute("aria-describedby")?.split(" ") ?? [];
      const kept = left.filter((id) => !id.includes("-error-"));
      if (kept.length) field.setAttribute("aria-describedby", kept.join(" "));
      else field.removeAttribute("aria-describedby");
    }
  }
}
