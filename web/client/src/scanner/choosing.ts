/** Asks the officer for a reason: one of a few, or in words. */

import type { App } from "./app";
import { button, el, field, input } from "./dom";

const LONGEST = "200";

/** Return the reason, null where the officer thought better of it. */
export function askReason(app: App, title: string, words: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const dialog = el("dialog", { class: "reasons" });
    let chosen: string | null = null;
    const choose = (reason: string) => {
      chosen = reason;
      dialog.close();
    };
    const own = input({ maxlength: LONGEST });
    const form = el(
      "form",
      {},
      field(app.tell("scanner-other-reason"), own),
      el("button", { text: app.tell("scanner-confirm") }),
      button(app.tell("scanner-cancel"), () => dialog.close(), { class: "second" }),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (own.value.trim()) choose(own.value.trim());
      else own.focus();
    });
    dialog.append(
      el("h2", { text: title }),
      el("div", { class: "choices" }, ...words.map((text) => button(text, () => choose(text)))),
      form,
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
