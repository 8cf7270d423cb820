/** The verdict over the whole screen: colour, sign, words, and what to compare. */

import type { Card } from "../rules/card";
import { differences } from "../rules/card";
import type { App } from "./app";
import { askReason } from "./choosing";
import { type Outcome, recentOf } from "./desk";
import { button, el } from "./dom";
import { icon } from "./icons";
import { amend } from "./passage";
import type { Recent } from "./settings";

// How long a good verdict stays if nobody comes; the next may come at any time.
const PASS_STAYS_MS = 4000;

export function verdictPanel(app: App, outcome: Outcome, card: Card | null): HTMLElement {
  const { category, reason, flags } = outcome.verdict;
  // The verdict stays what it is; what happens now is what the officer decided.
  const isOverridden = flags.includes("officer_override");
  const look = isOverridden ? "pass_with_attention" : category;
  const title = isOverridden ? "scanner-overridden" : `scanner-category-${category}`;
  const panel = el(
    "section",
    { class: `panel ${look}`, set: { tabindex: "-1", role: "alert", "data-reason": reason } },
    icon(look),
    el("h1", { text: app.tell(title) }),
    el("p", { class: "reason", text: app.tell(`verdict-${reason}`) }),
    holderOf(app, outcome),
    card && comparisonOf(app, outcome, card),
    remarksOf(app, outcome),
    actionsOf(app, outcome),
  );
  const away = () => {
    if (panel.isConnected) app.clear();
  };
  if (category === "pass") setTimeout(away, PASS_STAYS_MS);
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && away());
  panel.addEventListener("click", ({ target }) => {
    if (!(target as Element).closest("button")) away();
  });
  return panel;
}

function holderOf(app: App, { holder }: Outcome): HTMLElement | null {
  if (!holder) return null;
  return el(
    "dl",
    { class: "holder" },
    el("dt", { class: "unseen", text: app.tell("scanner-name") }),
    el("dd", { class: "name", text: holder.name }),
    el("dt", { text: app.tell("scanner-birth-year") }),
    el("dd", { text: String(holder.birth_year) }),
    el("dt", { text: app.tell("scanner-last-four") }),
    el("dd", { text: holder.last_four }),
  );
}

/** What card and pass say where they differ; of a refused pass only the names of the fields. */
function comparisonOf(app: App, { seen, holder }: Outcome, card: Card): HTMLElement | null {
  if (!("claims" in seen)) return null;
  const found = differences(card, seen.claims);
  if (found.length === 0) {
    return el("p", { class: "agrees", text: app.tell("scanner-card-agrees") });
  }
  const onCard = {
    name: card.name,
    birth_year: String(card.birth_year),
    last_four: card.number.slice(-4),
  };
  const onPass = holder ?? seen.claims;
  return el(
    "table",
    { class: "differs" },
    el("caption", { text: app.tell("scanner-card-differs") }),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("td"),
        el("th", { text: app.tell("scanner-on-card"), set: { scope: "col" } }),
        el("th", { text: app.tell("scanner-on-pass"), set: { scope: "col" } }),
      ),
    ),
    el(
      "tbody",
      {},
      ...found.map((what) =>
        el(
          "tr",
          {},
          el("th", { text: app.tell(`scanner-${what.replace("_", "-")}`), set: { scope: "row" } }),
          el("td", { text: onCard[what] }),
          el("td", { text: String(onPass[what]) }),
        ),
      ),
    ),
  );
}

function remarksOf(app: App, { verdict, refusal }: Outcome): HTMLElement {
  const said = verdict.flags.map((flag) =>
    app.tell(`scanner-flag-${flag}`, { minutes: Math.ceil(verdict.lists_age_s / 60) }),
  );
  if (refusal) said.push(app.tell("scanner-not-recorded", { reason: refusal }));
  return el("ul", { class: "remarks" }, ...said.map((text) => el("li", { text })));
}

function actionsOf(app: App, outcome: Outcome): HTMLElement {
  const { category } = outcome.verdict;
  const isOfPerson = "claims" in outcome.seen;
  const looked = (matches: boolean) => () =>
    amend(app, outcome, { identity_matches: matches }, app.tell("scanner-annul-compared"));
  return el(
    "div",
    { class: "actions" },
    category === "ask" && button(app.tell("scanner-identity-matches"), looked(true)),
    category !== "refuse" &&
      isOfPerson &&
      button(app.tell("scanner-identity-differs"), looked(false), { class: "second" }),
    (category === "refuse" || category === "ask") &&
      !outcome.form.override_reason &&
      button(app.tell("scanner-override"), () => void override(app, outcome), { class: "second" }),
    button(app.tell("scanner-annul"), () => void annul(app, outcome), { class: "second" }),
    button(app.tell("scanner-next"), () => app.clear(), { class: "next" }),
  );
}

async function override(app: App, outcome: Outcome): Promise<void> {
  const words = ["emergency", "known", "ordered"].map((id) => app.tell(`scanner-override-${id}`));
  const reason = await askReason(app, app.tell("scanner-override-why"), words);
  if (reason) await amend(app, outcome, { override_reason: reason }, app.tell("scanner-override"));
}

async function annul(app: App, outcome: Outcome): Promise<void> {
  if (await annulWithReason(app, recentOf(outcome))) app.clear();
}

/** Ask why, then take a scan back; tell whether it was. */
export async function annulWithReason(app: App, scan: Recent): Promise<boolean> {
  const words = ["mistake", "direction", "turned-back"].map((id) =>
    app.tell(`scanner-annul-${id}`),
  );
  const reason = await askReason(app, app.tell("scanner-annul-why"), words);
  if (reason) await app.annul(scan, reason);
  return Boolean(reason);
}
