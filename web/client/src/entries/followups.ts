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

async function load(): Promise<void> {
  const code = unitCode(unit.value);
  const query = new URLSearchParams({ unit: code, day: day.value });
  const told: Told = await (await call(`/v1/follow-ups?${query}`)).json();
  history.replaceState(null, "", `?${query}`);
  localStorage.setItem(KEPT_AS, code);
  const all = told.follow_ups;
  list.replaceChildren(...all.map((one) => itemOf(one, told.day, mayRecord ? keeper : null)));
  element("which").textContent = `${told.unit_name}, ${written(told.day)}`;
  element("which").hidden = false;
  element("keys").hidden = !mayRecord || all.length === 0;
  tellCounts(all);
}

function tellCounts(all: readonly FollowUp[]): void {
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

/** Where somebody is in the list they stay while it is worked on: only their line is drawn anew. */
async function renew(one: FollowUp): Promise<void> {
  const query = new URLSearchParams({ unit: unitCode(unit.value), day: day.value });
  const told: Told = await (await call(`/v1/follow-ups?${query}`)).json();
  const now = told.follow_ups.find(
    (found) => found.person.citizen_id === one.person.citizen_id && found.case_id === one.case_id,
  );
  const items = [...list.querySelectorAll<HTMLElement>(".contact")];
  const old = items.find((item) => item.dataset.person === one.person.citizen_id);
  if (now && old) {
    const fresh = itemOf(now, told.day, keeper);
    old.replaceWith(fresh);
    fresh.focus();
  } else old?.remove();
  tellCounts(told.follow_ups);
}

const keeper: Keeper = {
  async record(one, status, note) {
    const path = `/v1/cases/${one.case_id}/follow-ups/${one.person.citizen_id}/days/${day.value}`;
    try {
      await call(path, { method: "PUT", body: { status, note } });
      await renew(one);
      const told = { person: called(one.person), status: say(`cases-status-${status}`) };
      element("state").textContent += ` ${say("cases-recorded", told)}`;
    } catch (error) {
      element("state").textContent = say("cases-failed", { why: reason(error) });
    }
  },
  async end(one, outcome, referredTo, note) {
    const path = `/v1/cases/${one.case_id}/follow-ups/${one.person.citizen_id}/end`;
    await call(path, { method: "PUT", body: { outcome, referred_to: referredTo, note } });
    await renew(one);
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
