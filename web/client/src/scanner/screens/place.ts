/** Where the officer stands: place, lane, direction. */

import { folded } from "../../rules/names";
import type { App } from "../app";
import { button, el, field, input } from "../dom";
import type { Direction } from "../forms";
import type { HeldPlace } from "../holdings";
import type { Screen } from "../modes";

const SHOWN = 8;
const LANE_CHARS = "40";
const DIRECTIONS: Direction[] = ["in", "out"];

export function placeScreen(app: App): Screen {
  const { library, language } = app.parts;
  const nameOf = (place: HeldPlace) => (language === "vi" ? place.name_vi : place.name_en);
  let chosen = library.place(app.post?.place_id || library.enrolledAt);
  let direction = app.post?.direction ?? "in";
  const lane = input({ maxlength: LANE_CHARS });
  lane.value = app.post?.lane ?? "";
  const search = input({ type: "search" });
  const found = el("div", { class: "found", set: { role: "group" } });
  const current = el("p", { class: "chosen", set: { role: "status" } });
  const ways = el("div", { class: "ways", set: { role: "group" } });
  const done = button(app.tell("scanner-place-done"), save, { class: "big" });

  function draw(): void {
    const places = search.value.trim() ? matching(library.places, search.value) : [];
    found.replaceChildren(
      ...places.map((place) => button(nameOf(place), () => choose(place), { class: "second" })),
    );
    const isNone = search.value.trim() && places.length === 0;
    if (isNone) found.replaceChildren(el("p", { text: app.tell("scanner-place-none") }));
    current.textContent = chosen ? nameOf(chosen) : app.tell("scanner-no-place");
    done.disabled = !chosen;
    ways.replaceChildren(
      ...DIRECTIONS.map((way) =>
        button(app.tell(`scanner-direction-${way}`), () => turn(way), {
          class: way === direction ? "" : "second",
          set: { "aria-pressed": String(way === direction) },
        }),
      ),
    );
  }
  function choose(place: HeldPlace): void {
    chosen = place;
    search.value = "";
    draw();
  }
  function turn(way: Direction): void {
    direction = way;
    draw();
  }
  async function save(): Promise<void> {
    if (!chosen) return;
    app.post = { place_id: chosen.place_id, lane: lane.value.trim(), direction };
    await app.parts.settings.standAt(app.post);
    app.open("scan");
  }
  search.addEventListener("input", draw);
  draw();
  return {
    element: el(
      "div",
      { class: "page" },
      el("h1", { text: app.tell("scanner-mode-place") }),
      current,
      field(app.tell("scanner-place-search"), search),
      found,
      el("p", { class: "label", text: app.tell("scanner-direction") }),
      ways,
      field(app.tell("scanner-lane"), lane, app.tell("scanner-lane-hint")),
      done,
    ),
  };
}

/** Return places whose names hold every word that was typed, checkpoints first. */
export function matching(places: HeldPlace[], typed: string): HeldPlace[] {
  const words = folded(typed).split(" ");
  const isFound = (place: HeldPlace) => {
    const name = folded(`${place.name_vi} ${place.name_en} ${place.place_id}`);
    return words.every((word) => name.includes(word));
  };
  const rank = ({ kind }: HeldPlace) => (kind.endsWith("checkpoint") ? 0 : 1);
  return places
    .filter(isFound)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, SHOWN);
}
