/** What always stands on the screen: how things are, and the ways of working. */

import type { App } from "./app";
import { button, el } from "./dom";
import { icon } from "./icons";
import { MODES } from "./modes";

const REDRAW_MS = 5000;

/** Build the page around the screens. */
export function buildShell(app: App, root: HTMLElement): void {
  const bar = el("header", { id: "status" });
  const menu = el("nav", { id: "menu", set: { "aria-label": app.tell("scanner-menu") } });
  root.replaceChildren(bar, el("div", { id: "stage" }, app.screenRoot, menu, app.overlayRoot));
  const draw = () => {
    bar.replaceChildren(...statusOf(app));
    menu.replaceChildren(...menuOf(app));
    menu.hidden = app.mode === "";
  };
  app.parts.status.watch(draw);
  setInterval(draw, REDRAW_MS);
  draw();
}

function statusOf(app: App): HTMLElement[] {
  const { status, library } = app.parts;
  const { trouble, waiting, refused, hasUpdate } = status.state;
  const place = app.post && library.place(app.post.place_id);
  const name = place?.[app.parts.language === "vi" ? "name_vi" : "name_en"];
  const where = [name ?? app.post?.place_id, app.post?.lane].filter(Boolean).join(" · ");
  return [
    el(
      "div",
      { class: "row" },
      el("strong", {
        class: `network ${trouble === "none" ? "on" : "off"}`,
        text: app.tell(`scanner-network-${trouble}`),
        set: { role: "status" },
      }),
      button(
        app.post
          ? `${app.tell(`scanner-direction-${app.post.direction}`)} · ${where}`
          : app.tell("scanner-no-place"),
        () => app.post && app.open("place"),
        { class: "where" },
      ),
    ),
    el(
      "div",
      { class: "row" },
      el("span", { class: listsClass(app), text: agePhrase(app, library.ageS) }),
      button(
        app.tell("scanner-waiting", { count: waiting }),
        () => app.post && app.open("outbox"),
        {
          class: "count",
          set: { "data-waiting": String(waiting) },
        },
      ),
      refused > 0 &&
        button(app.tell("scanner-refused", { count: refused }), () => app.open("outbox"), {
          class: "count bad",
          set: { "data-refused": String(refused) },
        }),
      hasUpdate && button(app.tell("scanner-update"), restart, { class: "count" }),
    ),
  ];
}

function menuOf(app: App): HTMLElement[] {
  const isBehind = MODES.some(({ id, stands }) => id === app.mode && stands === "more");
  const current = isBehind ? "more" : app.mode;
  return MODES.filter(({ stands }) => stands === "menu").map(({ id, icon: sign }) =>
    button(
      app.tell(`scanner-mode-${id}`),
      () => app.open(id),
      { set: id === current ? { "aria-current": "page" } : {} },
      icon(sign),
    ),
  );
}

function listsClass(app: App): string {
  const { ageS, policy } = app.parts.library;
  return ageS < 0 || ageS > policy.lists_too_old_s ? "lists bad" : "lists";
}

/** Say how old the lists are. */
export function agePhrase(app: App, ageS: number): string {
  if (ageS < 0) return app.tell("scanner-no-lists");
  const minutes = Math.floor(ageS / 60);
  if (minutes < 1) return app.tell("scanner-lists-fresh");
  if (minutes < 120) return app.tell("scanner-lists-minutes", { minutes });
  return app.tell("scanner-lists-hours", { hours: Math.floor(minutes / 60) });
}

async function restart(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  registration?.waiting?.postMessage("take-over");
}
