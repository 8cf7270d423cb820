/** How every form of the board begins: somebody signed in, the area, its names, its stream. */

import { element, signedIn } from "../console/pages";
import { call, Refusal } from "../console/server";
import { type Area, Atlas, areaOf, type Choice } from "./areas";
import { Feed } from "./feed";
import { language, tell } from "./words";

const AGAIN_AFTER_MS = 3_000;

export interface Opened {
  readonly feed: Feed;
  readonly atlas: Atlas;
  readonly area: Area;
}

/** Open the board of the address; undefined where nobody is signed in who may look. */
export async function open(): Promise<Opened | undefined> {
  if (!signedIn("official", "epidemiologist")) return undefined;
  const area = areaOf(location.search);
  const atlas = new Atlas(await choice(), language);
  element("area").textContent = atlas.nameOf(area, tell("board-everywhere"));
  const feed = new Feed();
  feed.start(area, signInAgain);
  return { feed, atlas, area };
}

export function signInAgain(): void {
  const here = location.pathname + location.search;
  location.assign(`/?then=${encodeURIComponent(here)}`);
}

/** Ask until somebody answers: a wall screen may be switched on before the house. */
async function choice(): Promise<Choice> {
  for (;;) {
    try {
      return await (await call("/v1/board/areas")).json();
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) signInAgain();
      await new Promise((done) => setTimeout(done, AGAIN_AFTER_MS));
    }
  }
}
