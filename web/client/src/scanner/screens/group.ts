/** The people of one vehicle: driver and passengers one after the other, one plate for all. */

import type { App } from "../app";
import { compared } from "../cards";
import { type Outcome, recentOf } from "../desk";
import { button, el, field, input } from "../dom";
import type { Additions } from "../forms";
import { icon } from "../icons";
import { newId } from "../ids";
import type { Screen } from "../modes";
import { takeInto } from "../passage";
import { healthOf } from "../questions";
import type { Reading } from "../readings";
import { viewfinder } from "./viewfinder";

// Until the vehicle goes its people are the officer's; then they are sent in any case.
const HOLD_MS = 10 * 60_000;
const PLATE_CHARS = "30";

export function groupScreen(app: App): Screen {
  const finder = viewfinder(app, app.tell("scanner-group-hint"));
  const plate = input({ maxlength: PLATE_CHARS, autocapitalize: "characters" });
  const trailer = input({ maxlength: PLATE_CHARS, autocapitalize: "characters" });
  const list = el("ol", { class: "people" });
  const go = button("", () => void letGo(), { class: "big" });
  let group = newId(app.parts.clock.now());
  let people: Outcome[] = [];

  const draw = () => {
    list.replaceChildren(...people.map((outcome, at) => personOf(app, outcome, at)));
    go.querySelector("span")?.replaceChildren(
      app.tell("scanner-group-go", { count: people.length }),
    );
    go.disabled = people.length === 0;
  };
  const take = async (reading: Reading) => {
    if (reading.kind !== "pass") return takeInto(app, reading);
    if (!app.post || people.some(({ form }) => form.code === reading.code)) return;
    const outcome = await recorded(app, reading.code, { group_id: group });
    if (!outcome) return;
    people = [...people, outcome];
    draw();
    list.lastElementChild?.scrollIntoView({ block: "nearest" });
  };
  const letGo = async () => {
    go.disabled = true;
    const typed = { plate: plate.value.trim(), trailer_plate: trailer.value.trim() };
    const settled = await handedIn(app, people, typed);
    const worst = settled.filter((outcome, at) => isWorse(outcome, people[at]));
    people = settled;
    draw();
    if (worst.length > 0) return;
    [people, group] = [[], newId(app.parts.clock.now())];
    [plate.value, trailer.value] = ["", ""];
    draw();
  };
  draw();
  return {
    element: el(
      "div",
      { class: "group" },
      el("h1", { class: "unseen", text: app.tell("scanner-mode-group") }),
      finder.element,
      el(
        "div",
        { class: "page" },
        el(
          "div",
          { class: "pair" },
          field(app.tell("scanner-plate"), plate),
          field(app.tell("scanner-trailer"), trailer),
        ),
        list,
        go,
      ),
    ),
    take,
    close: finder.close,
  };
}

/** Judge and write down one of them; nothing is sent before the vehicle goes. */
async function recorded(app: App, code: string, more: Additions): Promise<Outcome | null> {
  const { desk, card, library, sounds } = app.parts;
  if (!app.post) return null;
  const { seen, verdict } = desk.judge(code);
  const additions = { ...more };
  if (card.card && "claims" in seen) Object.assign(additions, compared(card.card, seen.claims));
  if (library.asksHealth && verdict.category !== "refuse") {
    Object.assign(additions, { health: await healthOf(app) });
  }
  app.clear();
  card.drop();
  const outcome = await desk.record(code, app.post, additions, HOLD_MS);
  sounds.play(outcome.verdict.category);
  await app.count();
  return outcome;
}

/** Hand all of them in with the plate, and return the verdicts that count. */
async function handedIn(app: App, people: Outcome[], plates: Additions): Promise<Outcome[]> {
  const { desk } = app.parts;
  const typed = Object.fromEntries(Object.entries(plates).filter(([, text]) => text));
  const complete = people.map((one) => ({ ...one, form: { ...one.form, ...typed } }));
  const { isOnline } = app.parts.api.connection;
  for (const one of complete) await desk.keep(one, isOnline ? HOLD_MS : 0);
  const settled = isOnline ? await desk.submit(complete) : complete;
  for (const outcome of settled) await app.remember(recentOf(outcome));
  await app.settled();
  return settled;
}

/** Tell whether the gateway saw something that this device could not. */
function isWorse(outcome: Outcome, before: Outcome | undefined): boolean {
  return outcome.verdict.reason !== before?.verdict.reason;
}

function personOf(app: App, { verdict, holder }: Outcome, at: number): HTMLElement {
  const role = app.tell(at === 0 ? "scanner-driver" : "scanner-passenger");
  return el(
    "li",
    { class: verdict.category, set: { "data-reason": verdict.reason } },
    icon(verdict.category),
    el(
      "div",
      {},
      el("strong", {
        text: holder ? holder.name : app.tell(`scanner-category-${verdict.category}`),
      }),
      holder && el("span", { text: ` ${holder.birth_year} · …${holder.last_four}` }),
      el("p", { text: `${role}: ${app.tell(`verdict-${verdict.reason}`)}` }),
    ),
  );
}
