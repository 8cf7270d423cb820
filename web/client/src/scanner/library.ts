/** The lists the device judges by: fetched when they changed, kept over restarts, with their age. */

import type { Policy } from "../rules/book";
import { Lists } from "../rules/lists";
import type { Api } from "./api";
import type { Clock } from "./clock";
import type { Database } from "./database";
import type { HeldLists, HeldPlace } from "./holdings";

const CURRENT = "current";
const TIMEOUT_MS = 30_000;
const NOTHING = { keys: [], withdrawn: [], zones: [], listed: [], parents: {} };

export class Library {
  #held: HeldLists | null = null;
  #lists = new Lists(NOTHING);

  constructor(
    readonly database: Database,
    readonly clock: Clock,
  ) {}

  /** Read what the device holds since its last visit to the gateway. */
  async load(): Promise<void> {
    const held = await this.database.get("lists", CURRENT);
    if (held) this.#take(held);
  }

  /** Ask the gateway for newer lists; tell whether it could be asked. */
  async refresh(api: Api): Promise<boolean> {
    const headers = this.#held ? { "If-None-Match": this.#held.etag } : {};
    const answer = await api.call<HeldLists>("/v1/lists", {
      headers,
      timeoutMs: TIMEOUT_MS,
      // The lists themselves may be long; that nothing changed is said in a moment.
      counts: this.#held !== null,
    });
    if (answer.kind !== "ok" && answer.kind !== "unchanged") return false;
    const { headers: said } = answer;
    const held = answer.kind === "ok" ? answer.value : this.#held;
    if (!held) return false;
    const etag = said.get("ETag") ?? held.etag ?? "";
    const asOf = Number(said.get("Lists-As-Of")) || held.as_of_ms;
    const kept = { ...held, etag, as_of_ms: asOf };
    if (answer.kind === "ok") this.#take(kept);
    else this.#held = kept;
    await this.database.put("lists", kept, CURRENT);
    return true;
  }

  get lists(): Lists {
    return this.#lists;
  }

  get policy(): Policy {
    return (
      this.#held?.policy ?? { lists_too_old_s: 3600, on_old_lists: "flag", ask_identity: false }
    );
  }

  get asksHealth(): boolean {
    return this.#held?.ask_health ?? false;
  }

  get places(): HeldPlace[] {
    return this.#held?.places ?? [];
  }

  /** Where the administrator enrolled this device; empty where that is not known. */
  get enrolledAt(): string {
    return this.#held?.device.place_id ?? "";
  }

  place(placeId: string): HeldPlace | undefined {
    return this.places.find((place) => place.place_id === placeId);
  }

  /** How old the lists are in whole seconds, -1 where there are none. */
  get ageS(): number {
    if (!this.#held) return -1;
    return Math.max(0, Math.floor((this.clock.now() - this.#held.as_of_ms) / 1000));
  }

  /** Hold nothing any more. */
  async wipe(): Promise<void> {
    await this.database.clear("lists");
    this.#held = null;
    this.#lists = new Lists(NOTHING);
  }

  #take(held: HeldLists): void {
    this.#lists = new Lists(held);
    this.#held = held;
  }
}
