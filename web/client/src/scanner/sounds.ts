/** A sound for each kind of verdict, made in the browser; felt too, where the device can. */

import type { Category } from "../rules/verdicts";

type Sound = Category | "notice";

/** Pitch in hertz, start and length in seconds. */
type Note = [pitch: number, at: number, lasts: number];

const NOTES: Record<Sound, Note[]> = {
  pass: [[1320, 0, 0.12]],
  pass_with_attention: [
    [880, 0, 0.12],
    [880, 0.2, 0.12],
  ],
  ask: [
    [660, 0, 0.14],
    [990, 0.16, 0.2],
  ],
  refuse: [
    [220, 0, 0.3],
    [185, 0.34, 0.5],
  ],
  notice: [[520, 0, 0.08]],
};

const BUZZ_MS: Record<Sound, number[]> = {
  pass: [60],
  pass_with_attention: [60, 80, 60],
  ask: [60, 60, 60, 60, 60],
  refuse: [400, 100, 400],
  notice: [30],
};

const LOUDNESS = 0.25;

export class Sounds {
  #context: AudioContext | null = null;

  /** Browsers make no sound before the first touch or key; this is called at each. */
  wake(): void {
    this.#context ??= new AudioContext();
    if (this.#context.state === "suspended") void this.#context.resume();
  }

  play(sound: Sound): void {
    navigator.vibrate?.(BUZZ_MS[sound]);
    const context = this.#context;
    if (context?.state !== "running") return;
    for (const [pitch, at, lasts] of NOTES[sound]) {
      const tone = new OscillatorNode(context, {
        frequency: pitch,
        type: sound === "refuse" ? "square" : "sine",
      });
      const volume = new GainNode(context, { gain: LOUDNESS });
      tone.connect(volume).connect(context.destination);
      tone.start(context.currentTime + at);
      tone.stop(context.currentTime + at + lasts);
    }
  }
}
