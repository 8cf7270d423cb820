/** Whom an answer names: chosen, and given to somebody to look after. */

import { element, made } from "../console/pages";
import { call } from "../console/server";
import { moment } from "./days";
import { reason } from "./forms";
import { button, called, cell, whoIs } from "./parts";
import type { PersonFound } from "./types";
import { say } from "./words";

interface Assigned {
  assigned: number;
  already: number;
  too_late: number;
  elsewhere: number;
}

// A longer list is assigned as a whole, or asked for with a narrower question.
const SHOWN = 500;
const SHOWN_THROUGH = 2;

/** The people of a saved question, and the ways to assign their follow-up. */
export class PeopleTable {
  readonly box = made("div", "", { class: "people" });
  #chosen = new Set<string>();
  #names: ReadonlyMap<string, string> = new Map();
  #assign = button("", () => this.#send([...this.#chosen]), "small");
  #to = made("input", "", { autocomplete: "off", maxlength: "80" });

  constructor(
    readonly path: string,
    readonly questionId: string,
    readonly nameOf: (citizenId: string) => string | undefined,
    readonly after: () => Promise<void>,
  ) {}

  async load(): Promise<void> {
    const answer = await call(`${this.path}/questions/${this.questionId}/people`);
    const { people }: { people: PersonFound[] } = await answer.json();
    this.#chosen.clear();
    this.#names = new Map(people.map(({ person }) => [person.citizen_id, called(person)]));
    if (people.length === 0) {
      this.box.replaceChildren(made("p", say("cases-no-people"), { class: "note" }));
      return;
    }
    const isAnyFree = people.some((one) => !one.follow_up);
    this.box.replaceChildren(this.#table(people), ...(isAnyFree ? [this.#ways()] : []));
    this.#count();
  }

  #table(people: readonly PersonFound[]): HTMLElement {
    const table = made("table", "", { class: "stacked" });
    const head = made("tr");
    const labels = ["person", "level", "last-exposure", "where", "district", "follow-up"];
    head.append(...labels.map((label) => made("th", say(`cases-${label}`), { scope: "col" })));
    const rows = made("tbody");
    rows.append(...people.slice(0, SHOWN).map((one) => this.#row(one)));
    if (people.length > SHOWN) {
      const more = made("tr");
      more.append(made("td", `+ ${people.length - SHOWN}`, { colspan: "6" }));
      rows.append(more);
    }
    const top = made("thead");
    top.append(head);
    table.append(top, rows);
    const scroll = made("div", "", { class: "scroll" });
    scroll.append(table);
    return scroll;
  }

  #row(one: PersonFound): HTMLTableRowElement {
    const tr = made("tr");
    const name = made("th", "", { scope: "row" });
    const label = made("label", "", { class: "pick" });
    if (!one.follow_up) label.append(this.#box(one));
    const who = made("span");
    who.append(...whoIs(one.person, one.person.stay));
    label.append(who);
    name.append(label);
    const state = one.follow_up === "going_on" ? say("cases-going-on") : "";
    const outcome = one.follow_up && !state ? say(`cases-outcome-${one.follow_up}`) : state;
    tr.append(
      name,
      cell(say("cases-level"), this.#level(one)),
      cell(say("cases-last-exposure"), moment(one.last_at)),
      cell(say("cases-where"), one.place || "–"),
      cell(say("cases-district"), one.person.district_name || "–"),
      cell(say("cases-follow-up"), outcome || "–"),
    );
    return tr;
  }

  #level(one: PersonFound): HTMLElement[] {
    const level = made("span", one.level || "–", { class: "level" });
    const names = one.via.slice(0, SHOWN_THROUGH).map((id) => {
      return this.nameOf(id) ?? this.#names.get(id) ?? id.slice(0, 8);
    });
    if (one.via.length > SHOWN_THROUGH) names.push(`+ ${one.via.length - SHOWN_THROUGH}`);
    if (names.length === 0) return [level];
    return [level, made("span", say("cases-via", { people: names.join(", ") }), { class: "sub" })];
  }

  #box(one: PersonFound): HTMLInputElement {
    const id = one.person.citizen_id;
    const label = say("cases-choose-person", { person: called(one.person) });
    const box = made("input", "", { type: "checkbox", "aria-label": label });
    box.addEventListener("change", () => {
      if (box.checked) this.#chosen.add(id);
      else this.#chosen.delete(id);
      this.#count();
    });
    return box;
  }

  #count(): void {
    this.#assign.textContent = say("cases-assign-chosen", { count: this.#chosen.size });
    this.#assign.disabled = this.#chosen.size === 0;
  }

  #ways(): HTMLElement {
    const ways = made("div", "", { class: "assign" });
    const label = made("label", say("cases-assigned-to"));
    label.htmlFor = this.#to.id = `to-${this.questionId}`;
    const field = made("div", "", { class: "field" });
    field.append(label, this.#to);
    const all = button(say("cases-assign-all"), () => this.#send([]), "small");
    const buttons = made("div", "", { class: "buttons" });
    buttons.append(all, this.#assign);
    ways.append(field, buttons);
    return ways;
  }

  async #send(citizenIds: string[]): Promise<void> {
    try {
      const body = {
        question_id: this.questionId,
        citizen_ids: citizenIds,
        assigned_to: this.#to.value.trim(),
      };
      const answer = await call(`${this.path}/follow-ups`, { method: "PUT", body });
      const { assigned, already, too_late, elsewhere }: Assigned = await answer.json();
      const told = { assigned, already, late: too_late, elsewhere };
      await this.after();
      element("state").textContent = say("cases-assign-result", told);
    } catch (error) {
      element("state").textContent = say("cases-failed", { why: reason(error) });
    }
  }
}
