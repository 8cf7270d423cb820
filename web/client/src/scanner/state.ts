/** What the status bar tells, kept up to date by whoever knows. */

import type { Trouble } from "./connection";

export interface State {
  trouble: Trouble;
  waiting: number;
  refused: number;
  /** Whether the browser promised to keep what waits; null before it was asked. */
  isKept: boolean | null;
  hasUpdate: boolean;
}

export class Status {
  readonly #watchers = new Set<() => void>();
  #state: State = { trouble: "none", waiting: 0, refused: 0, isKept: null, hasUpdate: false };

  get state(): Readonly<State> {
    return this.#state;
  }

  change(changes: Partial<State>): void {
    this.#state = { ...this.#state, ...changes };
    for (const tell of this.#watchers) tell();
  }

  /** Be told of changes; the answer ends that. */
  watch(tell: () => void): () => void {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  }
}
