/** The way of one person: from a code that was read to a verdict on the screen. */

import type { Card } from "../rules/card";
import type { App } from "./app";
import { compared } from "./cards";
import { type Outcome, recentOf } from "./desk";
import type { Additions } from "./forms";
import { noticePanel } from "./notice";
import { verdictPanel } from "./panel";
import { healthOf } from "./questions";
import type { Reading } from "./readings";

/** The scan that is on the screen, to which a card read next belongs. */
let shown: Outcome | null = null;

/** Deal with what was read at a gate. */
export async function takeInto(app: App, reading: Reading): Promise<void> {
  switch (reading.kind) {
    case "pass":
    case "other":
      return passBy(app, reading.code);
    case "card":
      return takeCard(app, reading.card);
    default:
      app.parts.sounds.play("notice");
      app.cover(noticePanel(app, reading));
  }
}

/** Record somebody's attempt to pass and show the verdict. */
export async function passBy(app: App, code: string, more: Additions = {}): Promise<void> {
  const { desk, library, card } = app.parts;
  if (!app.post) return;
  const additions = { ...more };
  const { seen, verdict } = desk.judge(code, more);
  if (card.card && "claims" in seen) Object.assign(additions, compared(card.card, seen.claims));
  if (library.asksHealth && verdict.category !== "refuse") {
    Object.assign(additions, { health: await healthOf(app) });
  }
  const outcome = await desk.attempt(code, app.post, additions);
  present(app, outcome, card.card);
  card.drop();
}

/** Record a scan again with what the officer found or decided; the one before is taken back. */
export async function amend(app: App, before: Outcome, more: Additions, why: string) {
  if (!app.post) return;
  const kept = additionsOf(before);
  await app.annul(recentOf(before), why);
  present(
    app,
    await app.parts.desk.attempt(before.form.code, app.post, { ...kept, ...more }),
    null,
  );
}

/** Show a verdict so that it is seen, heard and felt. */
export function present(app: App, outcome: Outcome, card: Card | null): void {
  shown = outcome;
  app.cover(verdictPanel(app, outcome, card));
  app.parts.sounds.play(outcome.verdict.category);
  void app.remember(recentOf(outcome)).then(() => app.settled());
}

/** A card beside a pass that was just looked at is compared with it; else it is kept for the next. */
async function takeCard(app: App, card: Card): Promise<void> {
  const outcome = app.overlayRoot.hasChildNodes() ? shown : null;
  if (!outcome || !("claims" in outcome.seen) || !outcome.holder) {
    app.parts.card.hold(card);
    app.parts.sounds.play("notice");
    app.cover(noticePanel(app, { kind: "card", card }));
    return;
  }
  const found = compared(card, outcome.seen.claims);
  const isNews = !found.identity_matches || outcome.verdict.category === "ask";
  if (isNews) return amend(app, outcome, found, app.tell("scanner-annul-compared"));
  app.cover(verdictPanel(app, outcome, card));
  app.parts.sounds.play(outcome.verdict.category);
}

function additionsOf({ form }: Outcome): Additions {
  const { scan_id: _, code: __, place_id: ___, direction: ____, ...rest } = form;
  const { happened_at: _____, lane: ______, ...additions } = rest;
  return additions;
}
