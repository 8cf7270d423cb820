/** The daily follow-up of a unit: who is to be seen, what came of it. */

import { itemOf, type Keeper, onKeys } from "../cases/daily";
import { dayOf, written } from "../cases/days";
import { onSend, reason } from "../cases/forms";
import { called } from "../cases/parts";
import type { FollowUp } from "../cases/types";
import { unitCode, unitLabel } from "../cases/units";
import { say } from "../cases/words";
import { element, signedIn } from "../console/pages";
import { call } from "../console/server";

interface Told {
  unit: string;
  unit_name: string;
  day: string;
  follow_ups: FollowUp[];
}

const KEPT_AS = "chot-case-unit";

const unit = element<HTMLInputElement>("unit");
const day = element<HTMLInputElement>("day");
const list = element("list");

let mayRecord = false;

let all: FollowUp[] = [];

async function load(): Promise<void> {
  const code = unitCode(unit.value);
  const query = new URLSearchParams({ unit: code, day: day.value });
  const told: Told = await (await call(`/v1/follow-ups?${query}`)).json();
  history.replaceState(null, "", `?${query}`);
  localStorage.setItem(KEPT_AS, code);
  all = told.follow_ups;
  list.replaceChildren(...all.map((one) => itemOf(one, told.day, mayRecord ? keeper : null)));
  element("which").textContent = `${told.unit_name}, ${written(told.day)}`;
  element("which").hidden = false;
  element("keys").hidden = !mayRecord || all.length === 0;
  tellCounts();
}

function tellCounts(): void {
  const open = all.filter((one) => !one.outcome);
  element("state").textContent =
    all.length === 0
      ? say("cases-follow-ups-empty")
      : say("cases-counts", {
          all: open.length,
          done: open.filter((one) => one.standing.status).length,
          overdue: open.filter((one) => one.is_overdue).length,
        });
}

/** Draw one line anew where it stands, so that nobody loses their place while they work. */
function renew(one: FollowUp, now: FollowUp | null): void {
  const { citizen_id } = one.person;
  // By name, for a second tap may come before the first is answered.
  const at = all.findIndex((f) => f.case_id === one.case_id && f.person.citizen_id === citizen_id);
  const old = list.children[at];
  if (!old) return;
  if (now) {
    all[at] = now;
    const fresh = itemOf(now, day.value, keeper);
    old.replaceWith(fresh);
    fresh.focus();
  } else {
    all.splice(at, 1);
    old.remove();
  }
  tellCounts();
}

function pathOf(one: FollowUp): string {
  return `/v1/cases/${one.case_id}/follow-ups/${one.person.citizen_id}`;
}

const keeper: Keeper = {
  async record(one, status, note) {
    try {
      const request = { method: "PUT", body: { status, note } };
      renew(one, await (await call(`${pathOf(one)}/days/${day.value}`, request)).json());
      const told = { person: called(one.person), status: say(`cases-status-${status}`) };
      element("state").textContent += ` ${say("cases-recorded", told)}`;
    } catch (error) {
      element("state").textContent = say("cases-failed", { why: reason(error) });
    }
  },
  async end(one, outcome, referredTo, note) {
    const body = { outcome, referred_to: referredTo, note };
    const answer = await call(`${pathOf(one)}/end`, { method: "PUT", body });
    // Whoever was handed over is on another district's list.
    renew(one, answer.status === 204 ? null : await answer.json());
  },
};

const session = signedIn("epidemiologist", "official");
if (session) {
  mayRecord = session.roles.includes("epidemiologist");
  const asked = new URLSearchParams(location.search);
  unit.value = unitLabel(asked.get("unit") ?? localStorage.getItem(KEPT_AS) ?? "01");
  unit.addEventListener("focus", () => unit.select());
  day.value = asked.get("day") || dayOf(new Date());
  onSend(element<HTMLFormElement>("choose"), load);
  element("print").addEventListener("click", () => window.print());
  onKeys(list);
  element<HTMLFormElement>("choose").requestSubmit();
}
