/** The device holds nothing any more, and why; what waits on it is told, not thrown away. */

import type { App } from "../app";
import { button, el } from "../dom";
import type { Screen } from "../modes";

export function wipedScreen(app: App, enrol: () => void): Screen {
  const { orders, status, api } = app.parts;
  const { waiting, refused } = status.state;
  const why = orders.wiped?.why ?? "ordered";
  const left = waiting + refused;
  const isSending = api.device.isEnrolled && waiting > 0;
  return {
    element: el(
      "div",
      { class: "page", set: { "data-wiped": why, role: "alert" } },
      el("h1", { text: app.tell(`scanner-wiped-${why}`) }),
      el("p", { text: app.tell(`scanner-wiped-${why}-why`) }),
      left > 0 &&
        el("p", {
          class: "kept",
          text: app.tell(isSending ? "scanner-wiped-sending" : "scanner-wiped-kept", {
            count: left,
          }),
        }),
      !isSending && button(app.tell("scanner-wiped-enrol"), enrol, { class: "big" }),
    ),
  };
}
