/** The index persons of a case: added by their document, with what is known of their illness. */

import { element, made } from "../console/pages";
import { call } from "../console/server";
import { onSend, value } from "./forms";
import { button, cell, whoIs } from "./parts";
import type { IndexPerson } from "./types";
import { later, say, written } from "./words";

// Two days before symptoms, or before confirmation where there were none.
const INFECTIOUS_BEFORE_DAYS = 2;

const DAYS = ["onset_day", "confirmed_day", "infectious_from", "infectious_until"] as const;

export function showIndex(
  people: readonly IndexPerson[],
  path: string,
  act: (act: () => Promise<unknown>) => void,
): void {
  element("no-index").hidden = people.length > 0;
  element("index").hidden = people.length === 0;
  element("index-rows").replaceChildren(
    ...people.map((one) => {
      const tr = made("tr");
      const name = made("th", "", { scope: "row" });
      name.append(made("span", `F0-${one.number}`, { class: "level" }), " ", ...whoIs(one.person));
      if (!one.is_known)
        name.append(made("span", say("cases-unknown-person"), { class: "sub bad" }));
      const remove = button(say("cases-remove"), () => {
        const address = `${path}/index-persons/${one.person.citizen_id}`;
        if (confirm(say("cases-remove-sure"))) act(() => call(address, { method: "DELETE" }));
      });
      const known = `${written(one.onset_day)} / ${written(one.confirmed_day)}`;
      const span = { from: written(one.infectious_from), until: written(one.infectious_until) };
      tr.append(
        name,
        cell(say("cases-days"), known),
        cell(
          say("cases-infectious"),
          one.infectious_from ? say("cases-from-until", span).replace(/–$/, "…") : "–",
        ),
        cell("", [remove]),
      );
      return tr;
    }),
  );
}

export function indexForm(path: string, reload: () => Promise<void>): void {
  const form = element<HTMLFormElement>("add-index");
  onSend(form, async () => {
    const days = Object.fromEntries(DAYS.map((name) => [name, value(form, name)]));
    const known = days.onset_day || days.confirmed_day;
    if (!days.infectious_from && known) {
      days.infectious_from = later(known, -INFECTIOUS_BEFORE_DAYS);
    }
    const document = { kind: value(form, "kind"), number: value(form, "number") };
    await call(`${path}/index-persons`, { method: "PUT", body: { document, ...days } });
    form.reset();
    form.closest("details")?.removeAttribute("open");
    await reload();
  });
}
