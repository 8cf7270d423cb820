/** Tells which code was read when it is none to pass with. */

import type { App } from "./app";
import { button, el } from "./dom";
import { icon } from "./icons";
import type { Reading } from "./readings";

type Told = Exclude<Reading, { kind: "pass" } | { kind: "other" }>;

export function noticePanel(app: App, reading: Told): HTMLElement {
  return panelOf(
    app,
    { "data-read": reading.kind },
    el("h1", { text: app.tell(`scanner-read-${reading.kind}`) }),
    el("p", { class: "reason", text: app.tell(`scanner-read-${reading.kind}-do`) }),
    reading.kind === "card" && el("p", { class: "name", text: reading.card.name }),
  );
}

/** Tell that the device belongs somewhere else now. */
export function movedPanel(app: App, place: string): HTMLElement {
  return panelOf(
    app,
    { "data-moved": "" },
    el("h1", { text: app.tell("scanner-moved", { place }) }),
  );
}

function panelOf(app: App, set: Record<string, string>, ...said: (HTMLElement | false)[]) {
  const panel = el(
    "section",
    { class: "panel notice", set: { tabindex: "-1", role: "status", ...set } },
    icon("notice"),
    ...said,
    el(
      "div",
      { class: "actions" },
      button(app.tell("scanner-next"), () => app.clear(), { class: "next" }),
    ),
  );
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && app.clear());
  return panel;
}
