/** The list of cases, and the way to open one. */

import { onSend, reason, value } from "../cases/forms";
import type { CaseLine } from "../cases/types";
import { unitCode, unitLabel } from "../cases/units";
import { number, say } from "../cases/words";
import { element, made, signedIn } from "../console/pages";
import { call } from "../console/server";
import { newId } from "../scanner/ids";

const UNIT_KEPT_AS = "chot-case-unit";
const FIRST_UNIT = "01";

const form = element<HTMLFormElement>("open-case");

function cell(label: string, text: string, attributes: Record<string, string> = {}) {
  return made("td", text, { "data-label": label, ...attributes });
}

function row(one: CaseLine): HTMLTableRowElement {
  const tr = made("tr");
  const name = made("th", "", { scope: "row" });
  name.append(made("a", one.number, { href: `/cases/${one.case_id}` }));
  if (one.title) name.append(made("span", one.title, { class: "sub" }));
  const unread = cell(say("cases-unread"), one.unread ? "" : "–");
  if (one.unread) {
    unread.append(
      made("span", say("cases-unread-count", { count: one.unread }), { class: "badge" }),
    );
  }
  const { going_on, overdue } = one.follow_up;
  tr.append(
    name,
    cell(say("cases-unit"), one.unit_name),
    unread,
    cell(say("cases-index-count"), number(one.index_persons), { class: "number" }),
    cell(say("cases-following"), number(going_on), { class: "number" }),
    cell(say("cases-overdue"), number(overdue), { class: overdue ? "number bad" : "number" }),
    cell(say("cases-state"), say(one.closed ? "cases-closed" : "cases-open")),
  );
  return tr;
}

async function load(): Promise<void> {
  try {
    const { cases }: { cases: CaseLine[] } = await (await call("/v1/cases")).json();
    element("rows").replaceChildren(...cases.map(row));
    element("cases").hidden = cases.length === 0;
    element("none").hidden = cases.length > 0;
    element("state").textContent = "";
    if (cases.length === 0) element<HTMLDetailsElement>("new").open = true;
  } catch (error) {
    element("state").textContent = say("cases-failed", { why: reason(error) });
  }
}

if (signedIn("epidemiologist")) {
  // One id for what is typed, however often it is sent.
  const caseId = `case-${newId(Date.now())}`;
  const unit = element<HTMLInputElement>("unit");
  unit.value = unitLabel(localStorage.getItem(UNIT_KEPT_AS) ?? FIRST_UNIT);
  unit.addEventListener("focus", () => unit.select());
  onSend(form, async () => {
    const code = unitCode(unit.value);
    const body = { number: value(form, "number"), unit: code, title: value(form, "title") };
    await call(`/v1/cases/${caseId}`, { method: "PUT", body });
    localStorage.setItem(UNIT_KEPT_AS, code);
    location.assign(`/cases/${caseId}`);
  });
  document.addEventListener("case-news", load);
  load();
}
