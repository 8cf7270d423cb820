/** The index persons of a case: added by their document, with what is known of their illness. */

import { element, made } from "../console/pages";
import { call } from "../console/server";
import { later, written } from "./days";
import { onSend, value } from "./forms";
import { button, called, cell, whoIs } from "./parts";
import type { IndexPerson } from "./types";
import { say } from "./words";

// Two days before symptoms, or before confirmation where there were none.
const INFECTIOUS_BEFORE_DAYS = 2;

const DAYS = ["onset_day", "confirmed_day", "infectious_from", "infectious_until"] as const;

type Do = (act: () => Promise<unknown>) => void;

export function showIndex(people: readonly IndexPerson[], path: string, act: Do): void {
  element("no-index").hidden = people.length > 0;
  element("index").hidden = people.length === 0;
  element("index-rows").replaceChildren(...people.map((one) => row(one, path, act)));
}

function row(one: IndexPerson, path: string, act: Do): HTMLTableRowElement {
  const tr = made("tr");
  const name = made("th", "", { scope: "row" });
  name.append(made("span", `F0-${one.number}`, { class: "level" }), " ", ...whoIs(one.person));
  if (!one.is_known) name.append(made("span", say("cases-unknown-person"), { class: "sub bad" }));
  const remove = button(say("cases-remove"), () => {
    const address = `${path}/index-persons/${one.person.citizen_id}`;
    if (confirm(say("cases-remove-sure"))) act(() => call(address, { method: "DELETE" }));
  });
  const buttons = made("div", "", { class: "buttons" });
  buttons.append(
    button(say("cases-correct"), () => correct(one)),
    remove,
  );
  tr.append(
    name,
    cell(say("cases-days"), `${written(one.onset_day)} / ${written(one.confirmed_day)}`),
    cell(say("cases-infectious"), infectious(one)),
    cell("", [buttons]),
  );
  return tr;
}

function infectious(one: IndexPerson): string {
  if (!one.infectious_from) return "–";
  const until = one.infectious_until ? written(one.infectious_until) : "…";
  return say("cases-from-until", { from: written(one.infectious_from), until });
}

/** Fill the form with what is known; the number is known to nobody and not needed. */
function correct(one: IndexPerson): void {
  const form = element<HTMLFormElement>("add-index");
  for (const name of DAYS) (form.elements.namedItem(name) as HTMLInputElement).value = one[name];
  about(form, one);
  form.closest("details")?.setAttribute("open", "");
  element("onset").focus();
}

/** Let the form be about an index person who is there, or about a new one. */
function about(form: HTMLFormElement, one: IndexPerson | null): void {
  form.dataset.citizen = one?.person.citizen_id ?? "";
  element("document").hidden = one !== null;
  element("correcting").hidden = one === null;
  if (one) {
    element("correcting").textContent = say("cases-correcting", { person: called(one.person) });
  }
}

export function indexForm(path: string, reload: () => Promise<void>): void {
  const form = element<HTMLFormElement>("add-index");
  const details = form.closest("details");
  details?.addEventListener("toggle", () => {
    if (!details.open) about(form, null);
  });
  onSend(form, async () => {
    const days = Object.fromEntries(DAYS.map((name) => [name, value(form, name)]));
    const known = days.onset_day || days.confirmed_day;
    if (!days.infectious_from && known) {
      days.infectious_from = later(known, -INFECTIOUS_BEFORE_DAYS);
    }
    const document = { kind: value(form, "kind"), number: value(form, "number") };
    const who = form.dataset.citizen ? { citizen_id: form.dataset.citizen } : { document };
    await call(`${path}/index-persons`, { method: "PUT", body: { ...who, ...days } });
    form.reset();
    details?.removeAttribute("open");
    await reload();
  });
}
