/** Somebody without a QR code: the pass is looked for by the number of the identity document. */

import type { Category, Reason } from "../../rules/verdicts";
import type { App } from "../app";
import { button, el, field, input } from "../dom";
import type { Document, DocumentKind, Holder } from "../forms";
import { icon } from "../icons";
import type { Screen } from "../modes";
import { passBy, takeInto } from "../passage";

/** A live pass and the verdict that a scan of it would get. */
interface Found {
  holder: Holder;
  category: Category;
  reason: Reason;
}

const KINDS: DocumentKind[] = ["cccd", "cmnd", "passport", "other"];
const NUMBER_CHARS = "20";

export function searchScreen(app: App): Screen {
  const kind = el("select");
  kind.append(
    ...KINDS.map((each) =>
      el("option", { text: app.tell(`scanner-document-${each}`), set: { value: each } }),
    ),
  );
  const number = input({
    inputmode: "text",
    maxlength: NUMBER_CHARS,
    autocapitalize: "characters",
  });
  const answer = el("div", { set: { role: "status" } });
  const form = el(
    "form",
    {},
    field(app.tell("scanner-document-kind"), kind),
    field(app.tell("scanner-document-number"), number, app.tell("scanner-search-hint")),
    el("button", { class: "big", text: app.tell("scanner-search") }),
  );
  const find = async () => {
    const document = { kind: kind.value as DocumentKind, number: number.value.trim() };
    if (!document.number) return number.focus();
    answer.replaceChildren(el("p", { text: app.tell("scanner-searching") }));
    answer.replaceChildren(...(await answerTo(app, document)));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void find();
  });
  return {
    element: el(
      "div",
      { class: "page" },
      el("h1", { text: app.tell("scanner-mode-search") }),
      form,
      answer,
      button(
        app.tell("scanner-mode-paper"),
        () => app.open("paper"),
        { class: "second" },
        icon("paper"),
      ),
    ),
    async take(reading) {
      if (reading.kind !== "card") return takeInto(app, reading);
      kind.value = "cccd";
      number.value = reading.card.number;
      app.parts.card.hold(reading.card);
      await find();
    },
  };
}

async function answerTo(app: App, document: Document): Promise<HTMLElement[]> {
  const found = await app.parts.api.call<Found>("/v1/passes/search", {
    method: "POST",
    body: JSON.stringify({ document }),
    headers: { "Content-Type": "application/json" },
    // A question about a person is kept before it is answered: that takes as long as it takes.
    counts: false,
  });
  if (found.kind === "missing") return [say(app, "scanner-search-none")];
  if (found.kind === "fix") {
    return found.errors.map(({ text }) => el("p", { class: "error", text }));
  }
  if (found.kind !== "ok") return [say(app, "scanner-search-offline")];
  const { holder, category, reason } = found.value;
  const { name, birth_year, last_four } = holder;
  const record = () => void passBy(app, "", { source: "document", document });
  return [
    el(
      "div",
      { class: "card found-pass" },
      el(
        "p",
        { class: `verdict ${category}` },
        icon(category),
        el("strong", { text: app.tell(`verdict-${reason}`) }),
      ),
      el("p", { class: "name", text: name }),
      el("p", { text: `${app.tell("scanner-birth-year")} ${birth_year}` }),
      el("p", { text: `${app.tell("scanner-last-four")} ${last_four}` }),
      button(app.tell("scanner-search-record"), record, { class: "big" }),
    ),
  ];
}

function say(app: App, id: string): HTMLElement {
  return el("p", { class: "attention", text: app.tell(id) });
}
