/** What is remembered of device and officer between two starts. */

import type { Database } from "./database";
import type { Direction } from "./forms";
import type { Sealed, Vault } from "./vault";

/** Where the officer stands. */
export interface Post {
  place_id: string;
  lane: string;
  direction: Direction;
}

/** A scan that can still be annulled from here. */
export interface Recent {
  scan_id: string;
  place_id: string;
  label: string;
  /** Whose scan it was; empty where no pass was read. */
  citizen_id: string;
}

/** Why the device holds nothing any more; `at_ms` is the order it followed, 0 where it was none. */
export interface Wiped {
  why: "ordered" | "revoked";
  at_ms: number;
}

export interface Enrolled {
  device_id: string;
}

/** How many scans can be annulled from the device that made them. */
export const RECENT = 20;

export class Settings {
  constructor(
    readonly database: Database,
    readonly vault: Vault,
  ) {}

  async enrolled(): Promise<Enrolled | null> {
    return this.#unsealed<Enrolled>("enrolled");
  }

  async enrol(enrolled: Enrolled): Promise<void> {
    await this.#seal("enrolled", enrolled);
  }

  /** The device is none of the house's any more. */
  async leave(): Promise<void> {
    await this.database.delete("settings", "enrolled");
  }

  async post(): Promise<Post | null> {
    return ((await this.database.get("settings", "post")) as Post | undefined) ?? null;
  }

  async standAt(post: Post): Promise<void> {
    await this.database.put("settings", post, "post");
  }

  async number(name: string): Promise<number> {
    return ((await this.database.get("settings", name)) as number | undefined) ?? 0;
  }

  async setNumber(name: string, value: number): Promise<void> {
    await this.database.put("settings", value, name);
  }

  /** Return the last scans, newest first. */
  async recent(): Promise<Recent[]> {
    return (await this.#unsealed<Recent[]>("recent")) ?? [];
  }

  async remember(recent: Recent[]): Promise<void> {
    await this.#seal("recent", recent);
  }

  async wiped(): Promise<Wiped | null> {
    return ((await this.database.get("settings", "wiped")) as Wiped | undefined) ?? null;
  }

  /** Forget place and last scans, and remember why. */
  async wipe(wiped: Wiped): Promise<void> {
    await this.database.put("settings", wiped, "wiped");
    await this.database.delete("settings", "post");
    await this.database.delete("settings", "recent");
  }

  /** Forget what was ordered about the device that this one was. */
  async enrolAnew(): Promise<void> {
    await this.database.delete("settings", "wiped");
    await this.database.delete("settings", "moved_ms");
  }

  async #seal(name: string, content: unknown): Promise<void> {
    await this.database.put("settings", await this.vault.seal(content), name);
  }

  async #unsealed<T>(name: string): Promise<T | null> {
    const sealed = (await this.database.get("settings", name)) as Sealed | undefined;
    if (!sealed) return null;
    // Sealed under a key that the browser has lost: as good as not there.
    return this.vault.unseal<T>(sealed).catch(() => null);
  }
}
