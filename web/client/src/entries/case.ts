/** One case: index persons, saved questions, follow-up, notes, history. */

import { moment } from "../cases/days";
import { showFollowUps } from "../cases/follow";
import { onSend, reason, value } from "../cases/forms";
import { indexForm, showIndex } from "../cases/index-persons";
import { Questions } from "../cases/questions";
import type { Case } from "../cases/types";
import { say } from "../cases/words";
import { element, made, signedIn } from "../console/pages";
import { call } from "../console/server";
import { newId } from "../scanner/ids";

// An answer that is awaited is looked for with growing pauses: each look is noted.
const FIRST_PAUSE_MS = 1500;
const LONGEST_PAUSE_MS = 15_000;
const HISTORY_SHOWN = 40;

const box = element("case");
const path = `/v1/cases/${box.dataset.case}`;
let closed = false;
let shown = "";
let waiting = 0;
let pause = FIRST_PAUSE_MS;

async function load(): Promise<void> {
  const told: Case = await (await call(path)).json();
  const now = JSON.stringify(told);
  clearTimeout(waiting);
  // A question that was saved is answered in a moment.
  const isAwaited = told.questions.some((one) => one.persons < 0 && !one.problem);
  if (isAwaited && told.index_persons.length > 0) {
    waiting = window.setTimeout(() => load().catch(fail), pause);
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
  } else pause = FIRST_PAUSE_MS;
  if (now !== shown) show(told);
  shown = now;
}

function show(told: Case): void {
  const { line } = told;
  document.title = line.number;
  closed = line.closed;
  element("heading").textContent = [line.number, line.title].filter(Boolean).join(" · ");
  const opened = say("cases-opened-by", { account: line.opened_by, at: moment(line.opened_at) });
  element("about").textContent = `${line.unit_name} · ${opened}`;
  element("closed").hidden = !closed;
  element("status").textContent = say(closed ? "cases-reopen" : "cases-close");
  showIndex(told.index_persons, path, act);
  questions.show(told.questions, told.index_persons);
  showFollowUps(told);
  showNotes(told);
  showHistory(told);
  box.hidden = false;
  element("state").textContent = "";
}

function showNotes({ notes }: Case): void {
  element("no-notes").hidden = notes.length > 0;
  element("notes").replaceChildren(
    ...notes.map((one) => {
      const item = made("li", "", { class: "card" });
      item.append(made("p", one.text || say("cases-note-erased"), { class: "words" }));
      item.append(made("span", `${one.account} · ${moment(one.at)}`, { class: "sub" }));
      return item;
    }),
  );
}

/** The same done by the same account many times in a row is one line. */
function showHistory({ history }: Case): void {
  const lines: { text: string; at: string; count: number }[] = [];
  for (const one of history) {
    const text = `${one.account || say("cases-house")}: ${say(`cases-did-${one.change}`)}`;
    const last = lines.at(-1);
    if (last?.text === text) last.count += 1;
    else lines.push({ text, at: moment(one.at), count: 1 });
  }
  element("history").replaceChildren(
    ...lines.slice(0, HISTORY_SHOWN).map(({ text, at, count }) => {
      const times = count > 1 ? ` (${say("cases-times", { count })})` : "";
      return made("li", `${at} · ${text}${times}`);
    }),
  );
}

function fail(error: unknown): void {
  element("state").textContent = say("cases-failed", { why: reason(error) });
}

function act(done: () => Promise<unknown>): void {
  shown = "";
  done().then(load).catch(fail);
}

const questions = new Questions(path, act, async () => {
  shown = "";
  await load();
});

if (signedIn("epidemiologist")) {
  indexForm(path, load);
  element("status").addEventListener("click", () => {
    const body = { status: closed ? "open" : "closed" };
    act(() => call(`${path}/status`, { method: "PUT", body }));
  });
  const note = element<HTMLFormElement>("add-note");
  let noteId = `note-${newId(Date.now())}`;
  onSend(note, async () => {
    await call(`${path}/notes/${noteId}`, { method: "PUT", body: { text: value(note, "text") } });
    noteId = `note-${newId(Date.now())}`;
    note.reset();
    await load();
  });
  document.addEventListener("case-news", () => load().catch(fail));
  load()
    .then(() => document.querySelector(location.hash || "#none-such")?.scrollIntoView())
    .catch(fail);
}
