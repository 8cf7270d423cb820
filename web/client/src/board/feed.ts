/** What a board knows: the counts, the newest figures, and whether more comes. */

import { listen } from "../console/stream";
import { type Area, streamOf } from "./areas";
import { Board } from "./cells";
import { ServerClock } from "./clock";
import { type Figures, type Standing, standingOf } from "./figures";

export const MINUTES = 15;

export class Feed {
  readonly board = new Board(MINUTES);
  readonly clock = new ServerClock();
  figures: Figures | undefined;
  /** Since when nothing comes, by the server's clock; undefined while connected. */
  brokenSinceMs: number | undefined;
  /** Grows with everything that comes in. */
  revision = 0;
  #connected = false;
  #wasConnected = false;

  /** Listen for ever; `refused` is told when whoever looks may not look any more. */
  start(area: Area, refused: () => void): void {
    listen(streamOf(area), {
      heard: ({ kind, data }) => this.#hear(kind, JSON.parse(data)),
      state: (now, refusal) => {
        this.#noteState(now);
        if (refusal) refused();
      },
    });
  }

  get standing(): Standing | "wait" {
    if (!this.#wasConnected) return "wait";
    return standingOf(this.#connected, this.figures, this.newestDataMs, this.clock.now());
  }

  /** When the newest thing that is shown had been counted or loaded. */
  get newestDataMs(): number {
    return Math.max(this.board.dataUpToMs, this.figures?.lateness.data_up_to_ms ?? 0);
  }

  // biome-ignore lint/suspicious/noExplicitAny: what kind of thing came, its name says
  #hear(kind: string, data: any): void {
    this.clock.learn(data.told_ms);
    this.revision += 1;
    if (kind === "figures") this.figures = data;
    else if (kind === "snapshot") this.board.replace(data);
    else this.board.change(data);
    if (this.figures) this.board.passTo(this.figures.at_ms);
  }

  #noteState(connected: boolean): void {
    if (this.#connected && !connected) this.brokenSinceMs = this.clock.now();
    if (connected) this.brokenSinceMs = undefined;
    this.#connected = connected;
    this.#wasConnected ||= connected;
  }
}
