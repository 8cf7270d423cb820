/** One contact in the list of a day: recorded with one tap or one key, ended where it is. */

import { made } from "../console/pages";
import { written } from "./days";
import { notesOf, strip } from "./follow";
import { onSend, value } from "./forms";
import { called, dial, whoIs } from "./parts";
import { type FollowUp, OUTCOMES, STATUSES } from "./types";
import { unitCode } from "./units";
import { say } from "./words";

export interface Keeper {
  record(one: FollowUp, status: string, note: string): Promise<void>;
  end(one: FollowUp, outcome: string, referredTo: string, note: string): Promise<void>;
}

/** A line of the list; `keeper` is null for who may only read. */
export function itemOf(one: FollowUp, day: string, keeper: Keeper | null): HTMLLIElement {
  const item = made("li", "", { class: "card contact" });
  item.dataset.person = one.person.citizen_id;
  if (one.is_overdue) item.classList.add("overdue");
  if (one.standing.status || one.outcome) item.classList.add("done");
  item.append(head(one), state(one), strip(one, day), ...notesOf(one));
  if (!one.standing.status && !one.outcome) item.append(boxes());
  if (keeper && !one.outcome) {
    item.tabIndex = -1;
    const note = noteField(one, day);
    item.append(buttons(one, keeper, note), more(one, keeper, note));
  }
  return item;
}

/** On paper the day is recorded with a pen. */
function boxes(): HTMLElement {
  const line = made("p", "", { class: "printed" });
  line.append(...STATUSES.map((status) => made("span", `☐ ${say(`cases-status-${status}`)}`)));
  return line;
}

function head(one: FollowUp): HTMLElement {
  const box = made("div", "", { class: "who" });
  const level = made("span", one.level, { class: "level" });
  const about = [one.person.birth_date, one.person.stay].filter(Boolean).join(" · ");
  box.append(level, " ", ...whoIs(one.person, about), dial(one.person.phone));
  if (one.assigned_to) box.append(made("span", one.assigned_to, { class: "sub" }));
  return box;
}

function state(one: FollowUp): HTMLElement {
  const { number, of, owed, is_over, unseen, last_seen } = one.standing;
  const told = [one.number, say("cases-day-of", { number, of })];
  if (one.standing.status) told.push(say(`cases-status-${one.standing.status}`));
  if (one.outcome) told.push(say(`cases-outcome-${one.outcome}`));
  const seen = last_seen
    ? say("cases-last-seen", { day: written(last_seen) })
    : say("cases-never-seen");
  told.push(seen);
  const box = made("p", told.join(" · "), { class: "note" });
  const bad = [];
  if (owed) bad.push(say("cases-owed", { days: owed }));
  if (is_over) bad.push(say("cases-over"));
  if (unseen > 1) bad.push(say("cases-unseen", { days: unseen }));
  if (bad.length > 0 && !one.outcome)
    box.append(made("strong", ` ${bad.join(" · ")}`, { class: "bad" }));
  return box;
}

function noteField(one: FollowUp, day: string): HTMLInputElement {
  const id = `note-${one.case_id}-${one.person.citizen_id}`;
  const note = made("input", "", { name: "note", id, autocomplete: "off", maxlength: "500" });
  note.value = one.days.find((said) => said.day === day)?.note ?? "";
  return note;
}

function buttons(one: FollowUp, keeper: Keeper, note: HTMLInputElement): HTMLElement {
  const label = say("cases-record-for", { person: called(one.person) });
  const box = made("div", "", { class: "statuses", role: "group", "aria-label": label });
  STATUSES.forEach((status, at) => {
    const pressed = one.standing.status === status;
    const press = made("button", say(`cases-status-${status}`), {
      type: "button",
      class: `second ${status}`,
      "aria-pressed": String(pressed),
      "aria-keyshortcuts": String(at + 1),
    });
    press.addEventListener("click", () => keeper.record(one, status, note.value.trim()));
    box.append(press);
  });
  return box;
}

function more(one: FollowUp, keeper: Keeper, note: HTMLInputElement): HTMLElement {
  const details = made("details", "", { class: "unprinted" });
  const form = made("form");
  form.noValidate = true;
  const id = `${one.case_id}-${one.person.citizen_id}`;
  const outcome = made("select", "", { name: "outcome", id: `outcome-${id}` });
  outcome.append(
    ...OUTCOMES.map((name) => made("option", say(`cases-outcome-${name}`), { value: name })),
  );
  const to = made("input", "", {
    name: "referred_to",
    id: `to-${id}`,
    list: "units",
    autocomplete: "off",
  });
  const toField = field(say("cases-referred-to"), to);
  const change = () => {
    toField.hidden = outcome.value !== "REFERRED";
  };
  outcome.addEventListener("change", change);
  change();
  form.append(made("p", "", { class: "problem alert", role: "alert", hidden: "" }));
  form.append(field(say("cases-note"), note), field(say("cases-outcome"), outcome), toField);
  const send = made("div", "", { class: "field" });
  send.append(made("button", say("cases-end-button"), { class: "small" }));
  form.append(send);
  onSend(form, async () => {
    const referred = outcome.value === "REFERRED" ? unitCode(value(form, "referred_to")) : "";
    await keeper.end(one, outcome.value, referred, value(form, "note"));
  });
  details.append(made("summary", say("cases-more")), form);
  return details;
}

function field(text: string, input: HTMLElement): HTMLElement {
  const box = made("div", "", { class: "field" });
  const label = made("label", text);
  label.htmlFor = input.id;
  box.append(label, input);
  return box;
}

/** ↑ and ↓ go from person to person, 1 to 5 record. */
export function onKeys(list: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (at.matches("input, select, textarea")) return;
    const items = [...list.querySelectorAll<HTMLElement>(".contact[tabindex]")];
    const now = items.findIndex((item) => item.contains(document.activeElement));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = now < 0 ? 0 : now + (event.key === "ArrowDown" ? 1 : -1);
      items[next]?.focus();
      items[next]?.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    } else if (/^[1-5]$/.test(event.key) && now >= 0) {
      const presses = items[now]?.querySelectorAll<HTMLButtonElement>(".statuses button");
      presses?.[Number(event.key) - 1]?.click();
      event.preventDefault();
    }
  });
}
