/** The auditor's page: what is unusual, what was done, and whose relatives are whose. */

import enAudit from "../../../words/en/audit.ftl";
import viAudit from "../../../words/vi/audit.ftl";
import { keepPurpose, keptPurpose } from "../asking/kept";
import { element, made, saidMoment, signedIn, trying } from "../console/pages";
import { call } from "../console/server";
import { pageLanguage, type Tell, texts, type Values } from "../texts";

interface Entry {
  readonly event_id: string;
  readonly at: string;
  readonly kind: string;
  readonly account: string;
  readonly question: string;
  readonly purpose: string;
  readonly about: readonly string[];
  readonly persons: number;
  readonly as_file: string;
  readonly asked_again: boolean;
  readonly change: string;
  readonly record: string;
  readonly words: string;
}

interface Mark {
  readonly mark_id: string;
  readonly kind: string;
  readonly account: string;
  readonly at: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly words: string;
  readonly citizen_id: string;
}

interface Explained {
  readonly at: string;
  readonly account: string;
  readonly words: string;
}

interface Relative {
  readonly account: string;
  readonly citizen_id: string;
  readonly flagged_at: string;
  readonly flagged_by: string;
}

const DAY_MS = 24 * 3600 * 1000;
const SHOWN_OF_AN_ID = 8;
const PAGE = 50;

const language = pageLanguage();
const tell: Tell = texts(language, language === "vi" ? viAudit : enAudit);

let asked: Record<string, unknown> = {};
let last: Entry | undefined;

/** Return a text, or a name that has none yet as it is. */
function named(id: string, otherwise: string, values: Values = {}): string {
  try {
    return tell(id, values);
  } catch {
    return otherwise;
  }
}

function value(id: string): string {
  return element<HTMLInputElement>(id).value.trim();
}

function short(citizenId: string): string {
  return citizenId.slice(0, SHOWN_OF_AN_ID);
}

function body(): Record<string, unknown> {
  const now = Date.now();
  const number = value("number");
  return {
    purpose: value("purpose"),
    from: new Date(now - Number(value("days")) * DAY_MS).toISOString(),
    until: new Date(now + DAY_MS).toISOString(),
    account: value("account"),
    kind: value("kind"),
    case: value("case"),
    limit: PAGE,
    ...(number ? { document: { kind: value("document-kind"), number } } : {}),
  };
}

function what(entry: Entry): string {
  if (entry.kind !== "QuestionAsked") {
    const { record, change } = entry;
    return named(`audit-did-${entry.kind}`, entry.kind, { record, change });
  }
  const question = named(
    `audit-asked-${entry.question.replaceAll(" ", "-")}`,
    entry.question || entry.kind,
  );
  if (entry.as_file) return tell("audit-as-file", { what: question, format: entry.as_file });
  return entry.asked_again ? tell("audit-again", { what: question }) : question;
}

function about(entry: Entry): string {
  const first = entry.about[0];
  if (!first) return tell("audit-nobody");
  if (entry.persons === 1) return short(first);
  return tell("audit-persons", { first: short(first), more: entry.persons - 1 });
}

function entryRow(entry: Entry): HTMLTableRowElement {
  const row = made("tr");
  const cells: [string, string][] = [
    ["when", saidMoment(entry.at)],
    ["account", entry.account],
    ["what", what(entry)],
    ["about", about(entry)],
    ["purpose", entry.purpose || entry.words || tell("audit-nobody")],
  ];
  for (const [name, text] of cells)
    row.append(made("td", text, { "data-name": tell(`audit-${name}`) }));
  return row;
}

async function showEntries(more: boolean): Promise<void> {
  const page = more && last ? { before: last.at, before_id: last.event_id } : {};
  const answer = await call("/v1/audit/entries", { method: "POST", body: { ...asked, ...page } });
  const { total, entries }: { total: number; entries: Entry[] } = await answer.json();
  const rows = element("entries");
  if (!more) rows.replaceChildren();
  rows.append(...entries.map(entryRow));
  last = entries.at(-1) ?? last;
  element("entries-table").hidden = rows.childElementCount === 0;
  element("more").hidden = entries.length < PAGE;
  element("entries-said").textContent = rows.childElementCount
    ? tell("audit-entries-found", { count: total })
    : tell("audit-entries-none");
}

function explaining(mark: Mark): HTMLFormElement {
  const form = made("form");
  const id = `words-${mark.mark_id}`;
  const words = made("input", "", { id, maxlength: "1000", required: "", autocomplete: "off" });
  form.append(
    made("label", tell("audit-explain"), { for: id }),
    words,
    made("button", tell("audit-explain-now"), { class: "second" }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const path = `/v1/audit/marks/${mark.mark_id}/explanation`;
    void trying(async () => {
      await call(path, { method: "PUT", body: { words: words.value } });
      form.parentElement?.classList.add("explained");
      form.replaceWith(made("p", words.value, { class: "meta" }));
    });
  });
  return form;
}

function markItem({ mark, explained }: { mark: Mark; explained: Explained | null }): HTMLElement {
  const item = made("li", "", explained ? { class: "explained" } : {});
  const { account, words } = mark;
  const meta = [saidMoment(mark.at)];
  if (mark.citizen_id) meta.push(tell("audit-person", { id: short(mark.citizen_id) }));
  item.append(
    made("p", tell(`audit-why-${mark.kind}`, { ...mark.figures, account, words })),
    made("p", meta.join(" · "), { class: "meta" }),
  );
  if (explained) {
    const when = saidMoment(explained.at);
    item.append(
      made(
        "p",
        tell("audit-explained", { account: explained.account, when, words: explained.words }),
        { class: "meta" },
      ),
    );
  } else item.append(explaining(mark));
  return item;
}

async function showMarks(): Promise<void> {
  const { purpose, from, until, account } = asked;
  const request = { method: "POST", body: { purpose, from, until, account } };
  const { marks } = await (await call("/v1/audit/marks", request)).json();
  element("marks").replaceChildren(...marks.map(markItem));
  element("marks-said").textContent = marks.length
    ? tell("audit-marks-found", { count: marks.length })
    : tell("audit-marks-none");
}

async function look(): Promise<void> {
  asked = body();
  last = undefined;
  keepPurpose(String(asked.purpose));
  await showMarks();
  await showEntries(false);
}

async function save(): Promise<void> {
  const request = { method: "POST", body: body() };
  const file = await (await call("/v1/audit/entries?format=csv", request)).blob();
  const address = URL.createObjectURL(file);
  made("a", "", { href: address, download: "chot-audit.csv" }).click();
  URL.revokeObjectURL(address);
}

function relativeItem(one: Relative): HTMLElement {
  const said = {
    account: one.account,
    id: short(one.citizen_id),
    by: one.flagged_by,
    when: saidMoment(one.flagged_at),
  };
  const item = made("li", tell("audit-relative", said));
  const back = made("button", tell("audit-unflag"), { type: "button", class: "second" });
  back.addEventListener("click", () => {
    void trying(async () => {
      await flag(one.account, { citizen_id: one.citizen_id, active: false });
    });
  });
  item.append(" ", back);
  return item;
}

async function showRelatives(): Promise<void> {
  const { relatives }: { relatives: Relative[] } = await (await call("/v1/audit/relatives")).json();
  element("relatives").replaceChildren(...relatives.map(relativeItem));
  element("no-relatives").hidden = relatives.length > 0;
}

async function flag(account: string, whom: Record<string, unknown>): Promise<void> {
  const purpose = value("purpose");
  if (!purpose) {
    element("purpose").focus();
    throw new Error(tell("audit-needs-purpose"));
  }
  const path = `/v1/audit/relatives/${encodeURIComponent(account)}`;
  await call(path, { method: "PUT", body: { purpose, ...whom } });
  await showRelatives();
}

function onSubmit(id: string, what: () => Promise<void>): void {
  const form = element<HTMLFormElement>(id);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    if (button) button.disabled = true;
    await trying(what);
    if (button) button.disabled = false;
  });
}

if (signedIn("auditor")) {
  element<HTMLInputElement>("purpose").value = keptPurpose();
  void trying(showRelatives);
  onSubmit("look", look);
  onSubmit("flag", async () => {
    const document = { kind: "cccd", number: value("relative-number") };
    await flag(value("relative-account"), { document });
    element<HTMLFormElement>("flag").reset();
  });
  element("more").addEventListener("click", () => void trying(() => showEntries(true)));
  element("save").addEventListener("click", () => {
    if (element<HTMLFormElement>("look").reportValidity()) void trying(save);
  });
}
