/** Findings of false declarations: those under review, and a way to look for others. */

import { keepPurpose, keptPurpose } from "../asking/kept";
import { fetchLists, type Lists, placeName } from "../asking/lists";
import { element, made, saidMoment, signedIn, trying } from "../console/pages";
import { call } from "../console/server";
import type { Finding, ReviewLine } from "../reviews/told";
import { language, tell } from "../reviews/words";

const DAY_MS = 24 * 3600 * 1000;

let lists: Lists = { places: new Map(), units: new Map() };

function cell(name: string, text: string): HTMLTableCellElement {
  return made("td", text, { "data-name": tell(`reviews-${name}`) });
}

function common(one: ReviewLine | Finding): HTMLTableCellElement[] {
  return [
    cell("what", tell(`reviews-kind-${one.kind}`)),
    cell("when", saidMoment(one.happened_at)),
    cell("where", one.place_id ? placeName(lists, one.place_id, language) : "–"),
  ];
}

function row(...cells: HTMLTableCellElement[]): HTMLTableRowElement {
  const tr = made("tr");
  tr.append(...cells);
  return tr;
}

function reviewRow(one: ReviewLine): HTMLTableRowElement {
  const state = cell("state", tell(`reviews-status-${one.status}`));
  state.className = `status ${one.status}`;
  const way = made("td");
  way.append(made("a", tell("reviews-read"), { href: `/reviews/${one.review_id}` }));
  return row(...common(one), state, cell("by", one.opened_by), way);
}

function findingRow(one: Finding): HTMLTableRowElement {
  const button = made("button", tell("reviews-open"), { type: "button", class: "second" });
  button.addEventListener("click", () => void open(one, button));
  const way = made("td");
  way.append(button);
  return row(...common(one), way);
}

async function open(one: Finding, button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  const opened = await trying(async () => {
    const body = { alert_id: one.alert_id, citizen_id: one.citizen_id };
    const review = await (await call("/v1/reviews", { method: "POST", body })).json();
    location.assign(`/reviews/${review.review_id}`);
  });
  if (!opened) button.disabled = false;
}

async function showReviews(): Promise<void> {
  const { reviews }: { reviews: ReviewLine[] } = await (await call("/v1/reviews")).json();
  element("reviews").replaceChildren(...reviews.map(reviewRow));
  element("reviews-table").hidden = reviews.length === 0;
  element("none").hidden = reviews.length > 0;
}

async function look(): Promise<void> {
  const now = Date.now();
  const purpose = element<HTMLInputElement>("purpose").value;
  const days = Number(element<HTMLSelectElement>("days").value);
  const body = {
    purpose,
    from: new Date(now - days * DAY_MS).toISOString(),
    until: new Date(now + DAY_MS).toISOString(),
  };
  const answer = await call("/v1/reviews/waiting", { method: "POST", body });
  const { findings }: { findings: Finding[] } = await answer.json();
  keepPurpose(purpose);
  element("findings").replaceChildren(...findings.map(findingRow));
  element("findings-table").hidden = findings.length === 0;
  element("found").textContent = findings.length
    ? tell("reviews-found", { count: findings.length })
    : tell("reviews-found-none");
}

if (signedIn("official", "epidemiologist")) {
  element<HTMLInputElement>("purpose").value = keptPurpose();
  void trying(async () => {
    lists = await fetchLists();
    await showReviews();
  });
  element<HTMLFormElement>("look").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = element<HTMLButtonElement>("look-now");
    button.disabled = true;
    await trying(look);
    button.disabled = false;
  });
}
