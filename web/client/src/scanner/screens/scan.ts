/** One person after the other. */

import type { App } from "../app";
import { button, el } from "../dom";
import type { Screen } from "../modes";
import { annulWithReason } from "../panel";
import { takeInto } from "../passage";
import { viewfinder } from "./viewfinder";

export function scanScreen(app: App): Screen {
  const finder = viewfinder(app, app.tell("scanner-hint"));
  const last = el("div", { class: "last" });
  const draw = () => last.replaceChildren(...lastOf(app));
  const unwatch = app.parts.status.watch(draw);
  draw();
  return {
    element: el(
      "div",
      { class: "scan" },
      el("h1", { class: "unseen", text: app.tell("scanner-mode-scan") }),
      finder.element,
      last,
    ),
    take: (reading) => takeInto(app, reading),
    close() {
      unwatch();
      finder.close();
    },
  };
}

/** The scan before, which can be taken back. */
function lastOf(app: App): HTMLElement[] {
  const [last] = app.recent;
  if (!last) return [];
  return [
    el("span", { text: app.tell("scanner-last", { name: last.label || "–" }) }),
    button(app.tell("scanner-annul"), () => void annulWithReason(app, last), {
      class: "second",
    }),
  ];
}
