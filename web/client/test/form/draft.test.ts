import { beforeEach, describe, expect, test } from "vitest";
import { forget, type Kept, keep, kept, LIFE_MS } from "../../src/form/draft";

const NOW_MS = 1_629_784_800_000;
const TYPED: Kept[] = [
  ["t1_name", "Nguyễn Văn Thử"],
  ["origin_ward", "00001", "Phường Phúc Xá"],
];

/** A store as browsers have it, in memory. */
class Memory {
  private readonly held = new Map<string, string>();
  get length(): number {
    return this.held.size;
  }
  key(index: number): string | null {
    return [...this.held.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.held.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.held.set(key, value);
  }
  removeItem(key: string): void {
    this.held.delete(key);
  }
  clear(): void {
    this.held.clear();
  }
}

/** A device that lets nothing be kept, as private windows did. */
class Closed extends Memory {
  override getItem(): string | null {
    throw new Error("denied");
  }
  override setItem(): void {
    throw new Error("denied");
  }
  override removeItem(): void {
    throw new Error("denied");
  }
}

describe("a draft", () => {
  let store: Memory;

  beforeEach(() => {
    store = new Memory();
  });

  test("comes back as it was typed, with the words of what was chosen", () => {
    expect(keep(TYPED, NOW_MS, store)).toBe(true);
    expect(kept(NOW_MS + 1000, store)).toEqual({ savedMs: NOW_MS, pairs: TYPED });
  });

  test("is gone after a day", () => {
    keep(TYPED, NOW_MS, store);
    expect(kept(NOW_MS + LIFE_MS, store)).toBeUndefined();
    expect(store.length).toBe(0);
  });

  test("is gone once it is forgotten", () => {
    keep(TYPED, NOW_MS, store);
    forget(store);
    expect(kept(NOW_MS, store)).toBeUndefined();
  });

  test.each(["{", "7", '{"savedMs": 1629784800000}'])("that can't be read is none: %s", (text) => {
    store.setItem("declaration-draft", text);
    expect(kept(NOW_MS, store)).toBeUndefined();
  });

  test("is done without where nothing can be kept", () => {
    const closed = new Closed();
    expect(keep(TYPED, NOW_MS, closed)).toBe(false);
    expect(kept(NOW_MS, closed)).toBeUndefined();
    expect(() => forget(closed)).not.toThrow();
  });
});
