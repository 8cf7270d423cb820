/** Who came to an answer and who went, with the reason of each. */

import { made } from "../console/pages";
import { clock, moment } from "./days";
import { button, called } from "./parts";
import type { Change, Question, Round } from "./types";
import { say } from "./words";

// Nobody reads further; the whole list is with the question.
const SHOWN = 30;

const KINDS = ["gained", "lost", "otherwise"] as const;

function line(change: Change): HTMLLIElement {
  const item = made("li");
  item.append(made("b", called(change)));
  if (change.level) item.append(" ", made("span", change.level, { class: "level" }));
  if (change.last_at) item.append(` · ${moment(change.last_at)}`);
  item.append(made("span", change.reason.words, { class: "sub" }));
  return item;
}

/** The lists of one round. */
export function roundOf(round: Round): HTMLElement {
  const box = made("div", "", { class: "round" });
  for (const kind of KINDS) {
    const changes = round[kind];
    if (changes.length === 0) continue;
    const count = changes.length;
    const heading = say(`cases-${kind}`, { count, at: clock(round.asked_at) });
    box.append(made("h4", heading, { class: kind }));
    const list = made("ul", "", { class: "plain changes" });
    list.append(...changes.slice(0, SHOWN).map(line));
    if (count > SHOWN) list.append(made("li", `+ ${count - SHOWN}`));
    box.append(list);
  }
  return box;
}

/** What is news of a question, with a button to have taken note; null where nothing is. */
export function newsOf(
  question: Question,
  title: string,
  note: (round: number) => void,
): HTMLElement | null {
  const unread = question.rounds.filter((round) => round.unread);
  const newest = unread[0];
  if (!newest) return null;
  const box = made("div", "", { class: "attention" });
  box.append(made("h3", title), ...unread.map(roundOf));
  box.append(button(say("cases-noted"), () => note(newest.round), "small"));
  return box;
}
