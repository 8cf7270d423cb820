/** The follow-up of one case: its counts, and each contact's days as a strip. */

import { element, made } from "../console/pages";
import { later, written } from "./days";
import { cell, dial, whoIs } from "./parts";
import type { Case, Counts, FollowUp } from "./types";
import { number, say } from "./words";

const NOTES_SHOWN = 2;

const MARKS: Record<string, string> = {
  SEEN_OK: "✓",
  SEEN_NOT_OK: "!",
  MISSED: "✗",
  NOT_ATTEMPTED: "–",
  NOT_PERFORMED: "·",
};

const COUNTED: readonly [keyof Counts, string][] = [
  ["going_on", "cases-count-going-on"],
  ["recorded_today", "cases-count-recorded"],
  ["overdue", "cases-count-overdue"],
  ["seen_not_ok", "cases-count-unwell"],
  ["completed", "cases-count-completed"],
  ["lost", "cases-count-lost"],
  ["referred", "cases-count-referred"],
];

/** The days of a follow-up, a mark each; the same is said in words. */
export function strip(one: FollowUp, today: string): HTMLElement {
  const recorded = new Map(one.days.map((said) => [said.day, said.status]));
  const list = made("span", "", { class: "strip" });
  const told = [...recorded].map(
    ([day, status]) => `${written(day)} ${say(`cases-status-${status}`)}`,
  );
  for (let day = one.from_day; day <= one.until_day; day = later(day, 1)) {
    const status = recorded.get(day) ?? "";
    const late = !status && day < today ? " owed" : "";
    const mark = made("span", MARKS[status] ?? "", { class: `day ${status}${late}` });
    if (day === today) mark.classList.add("today");
    list.append(mark);
  }
  list.setAttribute("role", "img");
  list.setAttribute("aria-label", told.join(", ") || say("cases-status-none"));
  return list;
}

/** The last notes of somebody's days, the newest first. */
export function notesOf(one: FollowUp): HTMLElement[] {
  const noted = one.days.filter((said) => said.note).slice(-NOTES_SHOWN);
  return noted
    .reverse()
    .map(({ day, note }) => made("span", `${written(day)}: ${note}`, { class: "sub words" }));
}

function row(one: FollowUp, today: string): HTMLTableRowElement {
  const tr = made("tr");
  const name = made("th", "", { scope: "row" });
  name.append(...whoIs(one.person, one.person.stay), dial(one.person.phone));
  const days = { from: written(one.from_day), until: written(one.until_day) };
  const course: (Node | string)[] = [strip(one, today)];
  course.push(made("span", say("cases-from-until", days), { class: "sub" }));
  const { owed, is_over } = one.standing;
  if (!one.outcome && owed)
    course.push(made("span", say("cases-owed", { days: owed }), { class: "sub bad" }));
  if (!one.outcome && is_over) course.push(made("span", say("cases-over"), { class: "sub bad" }));
  course.push(...notesOf(one));
  const outcome = one.outcome ? say(`cases-outcome-${one.outcome}`) : say("cases-going-on");
  const end = one.end_note ? [outcome, made("span", one.end_note, { class: "sub" })] : [outcome];
  const where: (Node | string)[] = [one.district_name || "–"];
  if (one.assigned_to) where.push(made("span", one.assigned_to, { class: "sub" }));
  tr.append(
    name,
    cell(say("cases-level"), [made("span", one.level, { class: "level" })]),
    cell(say("cases-district"), where),
    cell(say("cases-course"), course),
    cell(say("cases-outcome"), end),
  );
  return tr;
}

export function showFollowUps(told: Case): void {
  const { follow_ups: all, today, line } = told;
  element("no-follow").hidden = all.length > 0;
  element("follow").hidden = all.length === 0;
  element("to-list").hidden = all.length === 0;
  element<HTMLAnchorElement>("list-link").href = `/followups?unit=${line.unit}`;
  const sorted = [...all].sort(
    (a, b) =>
      Number(Boolean(a.outcome)) - Number(Boolean(b.outcome)) ||
      Number(b.is_overdue) - Number(a.is_overdue),
  );
  element("follow-rows").replaceChildren(...sorted.map((one) => row(one, today)));
  element("counts").replaceChildren(
    ...(all.length === 0 ? [] : COUNTED).map(([name, text]) => {
      const item = made("li");
      const isBad = name === "overdue" && line.follow_up[name] > 0;
      item.append(
        made("b", number(line.follow_up[name]), isBad ? { class: "bad" } : {}),
        ` ${say(text)}`,
      );
      return item;
    }),
  );
}
