/** What waits to be sent, and what the gateway would not take. */

import type { App } from "../app";
import { button, el } from "../dom";
import type { Screen } from "../modes";
import type { Refused } from "../outbox";

export function outboxScreen(app: App): Screen {
  const list = el("div");
  const waiting = el("p", { class: "big-number", set: { role: "status" } });
  const draw = async () => {
    const { waiting: count } = app.parts.status.state;
    waiting.textContent = app.tell("scanner-waiting", { count });
    const refused = await app.parts.outbox.refused();
    list.replaceChildren(
      ...(refused.length > 0
        ? refused.map((entry) => refusedCard(app, entry))
        : [el("p", { class: "note", text: app.tell("scanner-refused-none") })]),
    );
  };
  const unwatch = app.parts.status.watch(() => void draw());
  void draw();
  return {
    element: el(
      "div",
      { class: "page" },
      el("h1", { text: app.tell("scanner-mode-outbox") }),
      waiting,
      el("p", { class: "note", text: app.tell("scanner-waiting-note") }),
      button(app.tell("scanner-send-now"), () => void sendNow(app)),
      el("h2", { text: app.tell("scanner-refused-title") }),
      el("p", { class: "note", text: app.tell("scanner-refused-note") }),
      list,
    ),
    close: unwatch,
  };
}

async function sendNow(app: App): Promise<void> {
  const { courier, library, api } = app.parts;
  courier.pace.reset();
  await library.refresh(api);
  await courier.flush();
  await app.count();
}

function refusedCard(app: App, entry: Refused): HTMLElement {
  const { happened_at: at, place_id } = entry.content as {
    happened_at?: string;
    place_id?: string;
  };
  const when = at
    ? new Date(at).toLocaleString(app.parts.language === "vi" ? "vi-VN" : "en-GB")
    : "";
  const place = app.parts.library.place(place_id ?? "");
  const name = place?.[app.parts.language === "vi" ? "name_vi" : "name_en"] ?? place_id ?? "";
  return el(
    "article",
    { class: "card" },
    el("p", {}, el("strong", { text: app.tell(`scanner-kind-${entry.kind}`) }), ` ${when} ${name}`),
    el("p", { class: "error", text: reasonOf(app, entry) }),
    el("p", { class: "note", text: entry.id }),
    button(app.tell("scanner-try-again"), () => void tryAgain(app, entry.id), { class: "second" }),
  );
}

/** The gateway's words, or ours for what has none. */
function reasonOf(app: App, { reason }: Refused): string {
  const ours: Record<string, string> = {
    unreadable: "scanner-refused-unreadable",
    "404": "scanner-refused-unknown",
  };
  const id = ours[reason];
  return id ? app.tell(id) : reason;
}

async function tryAgain(app: App, id: string): Promise<void> {
  await app.parts.outbox.retry(id);
  await app.settled();
}
