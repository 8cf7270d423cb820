/** Small parts that the sections of a case are made of. */

import { made } from "../console/pages";
import type { Person } from "./types";
import { say } from "./words";

/** How somebody is called: by name, else by the beginning of the id. */
export function called(person: { name: string; citizen_id: string }): string {
  return person.name || person.citizen_id.slice(0, 8);
}

/** Name and id of somebody, and what else is known. */
export function whoIs(person: Person, ...more: string[]): HTMLElement[] {
  const parts = [made("b", called(person))];
  const under = person.name ? person.citizen_id.slice(0, 8) : say("cases-no-name");
  for (const text of [under, ...more]) {
    if (text) parts.push(made("span", text, { class: "sub" }));
  }
  return parts;
}

export function cell(
  label: string,
  content: string | (Node | string)[],
  attributes: Record<string, string> = {},
): HTMLTableCellElement {
  const td = made("td", "", { "data-label": label, ...attributes });
  td.append(...(typeof content === "string" ? [content] : content));
  return td;
}

export function button(text: string, press: () => void, kind = "second small"): HTMLButtonElement {
  const made_ = made("button", text, { type: "button", class: kind });
  made_.addEventListener("click", press);
  return made_;
}

/** A telephone number that a phone dials. */
export function dial(phone: string): HTMLElement {
  if (!phone) return made("span", `${say("cases-phone")}: –`, { class: "sub" });
  return made("a", say("cases-call", { phone }), { href: `tel:${phone}` });
}
