/** How to work with the scanner, on one page. */

import type { App } from "../app";
import { el } from "../dom";
import { icon } from "../icons";
import type { Screen } from "../modes";

const COLOURS = ["pass", "pass_with_attention", "ask", "refuse"] as const;
const QUESTIONS = ["codes", "no-code", "vehicle", "queue", "offline", "refused", "reader"] as const;

export function helpScreen(app: App): Screen {
  return {
    element: el(
      "div",
      { class: "page help" },
      el("h1", { text: app.tell("scanner-mode-help") }),
      el(
        "ul",
        { class: "colours" },
        ...COLOURS.map((category) =>
          el(
            "li",
            { class: category },
            icon(category),
            el(
              "div",
              {},
              el("strong", { text: app.tell(`scanner-category-${category}`) }),
              el("p", { text: app.tell(`scanner-help-${category}`) }),
            ),
          ),
        ),
      ),
      ...QUESTIONS.flatMap((question) => [
        el("h2", { text: app.tell(`scanner-help-${question}`) }),
        el("p", { text: app.tell(`scanner-help-${question}-do`) }),
      ]),
    ),
  };
}
