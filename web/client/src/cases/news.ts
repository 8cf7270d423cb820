/** Changed answers, told on whatever page their reader has open. */

import { call } from "../console/server";
import { clock } from "./days";
import type { NewsLine } from "./types";
import { say } from "./words";

const EVERY_MS = 4000;
// More than this many at once are not read line by line.
const SHOWN = 3;

let shown = "";

async function look(): Promise<void> {
  if (document.hidden) return;
  const { news }: { news: NewsLine[] } = await (await call("/v1/case-news")).json();
  const told = JSON.stringify(news);
  if (told === shown) return;
  shown = told;
  const box = place();
  box.hidden = news.length === 0;
  box.replaceChildren(...news.slice(0, SHOWN).map(line));
  document.dispatchEvent(new CustomEvent("case-news", { detail: news }));
}

function line(one: NewsLine): HTMLParagraphElement {
  const paragraph = document.createElement("p");
  const link = document.createElement("a");
  link.href = `/cases/${one.case_id}#changes`;
  link.textContent = say("cases-news-open");
  const { number, gained, lost } = one;
  const before = clock(one.before_at);
  const kind = gained && lost ? "both" : gained ? "gained" : "lost";
  paragraph.append(`${say(`cases-news-${kind}`, { number, before, gained, lost })} `, link);
  return paragraph;
}

function place(): HTMLElement {
  const found = document.getElementById("case-news");
  if (found) return found;
  const box = document.createElement("div");
  box.id = "case-news";
  box.className = "attention unprinted";
  box.setAttribute("role", "status");
  box.setAttribute("aria-label", say("cases-news"));
  box.hidden = true;
  document.getElementById("main")?.prepend(box);
  return box;
}

let watching = false;

/** Look now and then; a page that nobody sees asks for nothing. */
export function watchNews(): void {
  if (watching) return;
  watching = true;
  // There has to be a place before there is something to tell, or it would not be read out.
  place();
  const again = () => look().catch(() => undefined);
  setInterval(again, EVERY_MS);
  again();
}
