/** What is needed less often. */

import type { App } from "../app";
import { button, el } from "../dom";
import { icon } from "../icons";
import { MODES, type Screen } from "../modes";

export function moreScreen(app: App): Screen {
  const { status, version, language } = app.parts;
  const { isKept } = status.state;
  const kept = isKept === null ? "unknown" : isKept ? "yes" : "no";
  const skewS = Math.round(app.parts.clock.skewMs / 1000);
  return {
    element: el(
      "div",
      { class: "page" },
      el("h1", { text: app.tell("scanner-mode-more") }),
      el(
        "div",
        { class: "choices" },
        ...MODES.filter(({ stands }) => stands === "more").map(({ id, icon: sign }) =>
          button(
            app.tell(`scanner-mode-${id}`),
            () => app.open(id),
            { class: "second" },
            icon(sign),
          ),
        ),
        button(
          app.tell("other-language"),
          () => speak(language === "vi" ? "en" : "vi"),
          { class: "second", set: { lang: language === "vi" ? "en" : "vi" } },
          icon("language"),
        ),
      ),
      el("h2", { text: app.tell("scanner-device") }),
      el("p", { text: app.tell(`scanner-kept-${kept}`) }),
      el("p", { text: app.tell("scanner-clock", { seconds: skewS }) }),
      el("p", { class: "note", text: app.tell("scanner-version", { version }) }),
    ),
  };
}

function speak(language: "vi" | "en"): void {
  localStorage.setItem("lang", language);
  location.reload();
}
