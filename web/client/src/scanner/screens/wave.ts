/** Waving through: each person a tap, each tap a recorded scan. */

import type { App } from "../app";
import { button, el } from "../dom";
import type { Screen } from "../modes";
import { annulWithReason } from "../panel";
import type { Recent } from "../settings";

export function waveScreen(app: App): Screen {
  const count = el("output", { class: "big-number", text: "0" });
  const last = el("div", { class: "last" });
  let mine: Recent[] = [];
  let total = 0;
  const draw = () => {
    count.textContent = String(total);
    const [newest] = mine;
    last.replaceChildren(
      ...(newest
        ? [button(app.tell("scanner-wave-undo"), () => void undo(newest), { class: "second" })]
        : []),
    );
  };
  const add = async (step: number) => {
    total = await counted(app, step);
    draw();
  };
  async function tap(): Promise<void> {
    if (!app.post) return;
    const { scan_id, place_id } = await app.parts.desk.wave(app.post);
    const scan = { scan_id, place_id, label: app.tell("scanner-waved"), citizen_id: "" };
    mine = [scan, ...mine];
    await add(1);
    await app.remember(scan);
    void app.settled();
  }
  async function undo(scan: Recent): Promise<void> {
    if (!(await annulWithReason(app, scan))) return;
    mine = mine.filter((other) => other !== scan);
    await add(-1);
  }
  void add(0);
  return {
    element: el(
      "div",
      { class: "page wave" },
      el("h1", { text: app.tell("scanner-mode-wave") }),
      el("p", { class: "attention", text: app.tell("scanner-wave-note") }),
      el("p", { class: "label", text: app.tell("scanner-wave-today") }),
      count,
      button(app.tell("scanner-wave-one"), () => void tap(), { class: "one-more" }),
      last,
    ),
  };
}

/** Change the count of this place and day, in Hà Nội's time, and return it. */
async function counted(app: App, step: number): Promise<number> {
  const { settings, clock } = app.parts;
  const day = new Date(clock.now()).toLocaleDateString("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });
  const name = `waved:${app.post?.place_id}:${day}`;
  const total = (await settings.number(name)) + step;
  if (step !== 0) await settings.setNumber(name, total);
  return total;
}
