/** Saved questions: their last answers, how these changed, whom they name. */

import { element, made } from "../console/pages";
import { call } from "../console/server";
import { newId } from "../scanner/ids";
import { newsOf, roundOf } from "./changes";
import { clock, moment } from "./days";
import { onSend, value } from "./forms";
import { button } from "./parts";
import { PeopleTable } from "./people";
import type { IndexPerson, Question } from "./types";
import { number, say } from "./words";

// Most questions are answered by then; what comes later comes as news.
const ANSWERED_AFTER_MS = 1500;

type Do = (act: () => Promise<unknown>) => void;

/** The section of saved questions, and the news above it. */
export class Questions {
  #open = new Map<string, PeopleTable>();
  #index: ReadonlyMap<string, string> = new Map();

  constructor(
    readonly path: string,
    readonly act: Do,
    readonly reload: () => Promise<void>,
  ) {
    this.#form();
  }

  show(questions: readonly Question[], index: readonly IndexPerson[]): void {
    this.#index = new Map(index.map((one) => [one.person.citizen_id, `F0-${one.number}`]));
    element("no-questions").hidden = questions.length > 0;
    element("questions").replaceChildren(...questions.map((one) => this.#card(one)));
    const news = questions.flatMap((one) => {
      const told = newsOf(one, title(one), (round) =>
        this.#send(one, "/seen", { method: "PUT", body: { round } }),
      );
      return told ? [told] : [];
    });
    element("changes-list").replaceChildren(...news);
    element("changes").hidden = news.length === 0;
  }

  #send(question: Question, path: string, request: { method: string; body?: unknown }): void {
    this.act(() => call(`${this.path}/questions/${question.question_id}${path}`, request));
  }

  #card(question: Question): HTMLElement {
    const card = made("article", "", { class: "card", id: `question-${question.question_id}` });
    card.append(made("h3", title(question)), made("p", terms(question), { class: "note" }));
    card.append(...this.#answer(question));
    const people = this.#open.get(question.question_id);
    if (people) card.append(people.box);
    card.append(this.#buttons(question));
    const earlier = question.rounds.filter(
      (round) => round.gained.length + round.lost.length + round.otherwise.length > 0,
    );
    if (earlier.length > 0) {
      const details = made("details");
      details.append(made("summary", say("cases-rounds")), ...earlier.map(roundOf));
      card.append(details);
    }
    return card;
  }

  #answer(question: Question): HTMLElement[] {
    if (question.problem) {
      return [made("p", say(`cases-problem-${question.problem}`), { class: "attention" })];
    }
    if (question.persons < 0) return [made("p", say("cases-asking"), { role: "status" })];
    const count = made("p", "", { class: "answer" });
    count.append(made("b", say("cases-answer", { count: question.persons })));
    for (const level of Object.keys(question.levels).sort()) {
      const text = `${level} ${number(question.levels[level] ?? 0)}`;
      if (level) count.append(" ", made("span", text, { class: "level" }));
    }
    const at = { at: clock(question.asked_at), data: clock(question.data_up_to) };
    const told = [say("cases-answer-at", at)];
    if (question.checked_at) {
      const seconds = question.seconds.toFixed(1);
      const rows = number(question.rows_read);
      told.push(say("cases-checked", { at: clock(question.checked_at), seconds, rows }));
    }
    return [count, made("p", `${told.join(". ")}.`, { class: "note" })];
  }

  #buttons(question: Question): HTMLElement {
    const row = made("div", "", { class: "buttons" });
    const id = question.question_id;
    const isOpen = this.#open.has(id);
    const drop = () => {
      if (confirm(say("cases-drop-sure"))) this.#send(question, "", { method: "DELETE" });
    };
    row.append(
      button(say(isOpen ? "cases-hide-people" : "cases-show-people"), () => this.#toggle(id)),
      button(say("cases-ask-now"), () => this.#askNow(id)),
      button(say("cases-drop"), drop),
    );
    return row;
  }

  #askNow(id: string): void {
    this.act(async () => {
      await call(`${this.path}/questions/${id}/asking`, { method: "PUT" });
      await new Promise((done) => setTimeout(done, ANSWERED_AFTER_MS));
    });
  }

  #toggle(id: string): void {
    if (this.#open.delete(id)) {
      this.act(() => Promise.resolve());
      return;
    }
    const named = (citizenId: string) => this.#index.get(citizenId);
    const table = new PeopleTable(this.path, id, named, async () => {
      await table.load();
      await this.reload();
    });
    this.#open.set(id, table);
    this.act(() => table.load());
  }

  #form(): void {
    const form = element<HTMLFormElement>("save-question");
    const kind = element<HTMLSelectElement>("kind");
    const depth = element("depth-field");
    const hasDepth = () => kind.selectedOptions[0]?.dataset.depth === "yes";
    const change = () => {
      depth.hidden = !hasDepth();
    };
    kind.addEventListener("change", change);
    change();
    let id = `question-${newId(Date.now())}`;
    onSend(form, async () => {
      const body = {
        within_minutes: Number(value(form, "within_minutes")),
        ...(hasDepth() ? { depth: Number(value(form, "depth")) } : {}),
      };
      const [from, until] = [value(form, "from"), value(form, "until")];
      const isFixed = Boolean(from && until);
      if (isFixed) Object.assign(body, { from: `${from}:00+07:00`, until: `${until}:00+07:00` });
      const rolling_days = isFixed ? 0 : Number(value(form, "rolling_days"));
      const saved = { kind: kind.value, body, rolling_days, of_index_persons: true };
      await call(`${this.path}/questions/${id}`, { method: "PUT", body: saved });
      id = `question-${newId(Date.now())}`;
      form.closest("details")?.removeAttribute("open");
      await this.reload();
    });
  }
}

function title(question: Question): string {
  const named = ["contacts", "spread"].includes(question.kind);
  return named
    ? say(`cases-kind-${question.kind}`)
    : say("cases-kind-other", { kind: question.kind });
}

function terms(question: Question): string {
  const { from, until, within_minutes, depth } = question.body;
  const days = question.rolling_days;
  const span = { days, from: moment(from ?? null), until: moment(until ?? null) };
  const told = [say("cases-question-terms", span)];
  if (within_minutes !== undefined)
    told.push(say("cases-within-terms", { minutes: within_minutes }));
  if (depth !== undefined) told.push(`${say("cases-depth")} ${depth}`);
  return told.join(" · ");
}
