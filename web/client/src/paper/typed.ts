/** The form into which a sheet is typed: the citizen's fields, emptied for each sheet. */

import { made } from "../console/pages";
import { connect } from "../form/addresses";
import { enhance } from "../form/chooser";
import { fieldsOf } from "./sheets";

export interface FieldError {
  readonly field: string;
  readonly text: string;
}

export class TypedSheet {
  readonly #errors: HTMLElement;

  constructor(readonly form: HTMLFormElement) {
    const errors = form.querySelector<HTMLElement>("#errors");
    if (!errors) throw new Error("no place for errors");
    this.#errors = errors;
    this.#dress();
  }

  /** Empty the form; whoever passed a gate had set out before. */
  start(takenAt: string): void {
    this.form.reset();
    this.showErrors([], "");
    for (const list of this.form.querySelectorAll("select"))
      list.dispatchEvent(new Event("change"));
    const { date, time } = fieldsOf(takenAt);
    this.#field("departs_date").value = date;
    this.#field("departs_time").value = time;
    this.form.querySelector<HTMLElement>("[name=t1_name]")?.focus();
  }

  values(): URLSearchParams {
    return new URLSearchParams([...new FormData(this.form)] as [string, string][]);
  }

  get name(): string {
    return this.#field("t1_name").value;
  }

  /** Put every error at its field, and above the form a list that leads to them. */
  showErrors(errors: readonly FieldError[], title: string): void {
    for (const old of this.form.querySelectorAll(".error")) old.remove();
    for (const field of this.form.querySelectorAll("[aria-invalid]"))
      field.removeAttribute("aria-invalid");
    for (const { field, text } of errors) this.#mark(field, text);
    const [heading, list] = this.#errors.children;
    if (heading) heading.textContent = title;
    list?.replaceChildren(...errors.map((error) => this.#listed(error)));
    this.#errors.hidden = errors.length === 0;
    if (errors.length) this.#errors.focus();
  }

  #listed({ field, text }: FieldError): HTMLElement {
    const item = made("li");
    item.append(made("a", text, { href: `#${field}` }));
    return item;
  }

  #mark(name: string, text: string): void {
    const field = document.getElementById(name);
    if (!field || !this.form.contains(field)) return;
    const id = `${name}-error`;
    field.setAttribute("aria-invalid", "true");
    const about = [id, field.getAttribute("aria-describedby") ?? ""].join(" ").trim();
    field.setAttribute("aria-describedby", about);
    const said = made("p", text, { class: "error", id });
    if (field.matches("fieldset")) field.append(said);
    else (field.closest(".chooser") ?? field).after(said);
  }

  #field(name: string): HTMLInputElement {
    const found = this.form.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (!found) throw new Error(`no field ${name}`);
    return found;
  }

  #dress(): void {
    const said = this.form.dataset;
    const texts = {
      choose: said.sayChoose ?? "",
      districtAfter: said.sayDistrictAfter ?? "",
      wardAfter: said.sayWardAfter ?? "",
      noList: said.sayNoList ?? "",
    };
    for (const address of this.form.querySelectorAll<HTMLElement>("[data-address]"))
      connect(address, texts);
    const found = (count: number) =>
      count === 1 ? (said.sayFoundOne ?? "") : (said.sayFound ?? "").replace("999", String(count));
    for (const list of this.form.querySelectorAll<HTMLSelectElement>("select[data-chooser]"))
      enhance(list, { found, nothing: said.sayNothing ?? "" });
  }
}
