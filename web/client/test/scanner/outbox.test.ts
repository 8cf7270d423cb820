import { describe, expect, test } from "vitest";
import { newStore, openTab, scan } from "./bench";

const KINDS = ["scan", "annulment"];

describe("what waits", () => {
  test("is there after the browser was closed, in its order", async () => {
    const first = await openTab();
    for (const id of ["b", "a", "c"]) await first.outbox.put(scan(id));
    first.database.close();

    const { outbox } = await openTab(first.name);
    expect((await outbox.due(10, KINDS)).map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(await outbox.counts()).toEqual({ waiting: 3, refused: 0 });
  });

  test("can't be read in the store", async () => {
    const { database, outbox } = await openTab();
    await outbox.put({ id: "a", kind: "scan", content: { code: "SECRET" } });
    const [row] = await database.getAll("outbox");
    const stored = new TextDecoder().decode(row?.content.data);
    expect(stored).not.toContain("SECRET");
    const key = await database.get("keys", "outbox");
    await expect(crypto.subtle.exportKey("raw", key as CryptoKey)).rejects.toThrow();
  });

  test("goes only by an acknowledgement of its own id", async () => {
    const { outbox } = await openTab();
    for (const id of ["a", "b"]) await outbox.put(scan(id));
    await outbox.settle(["b", "somebody else's"], []);
    expect((await outbox.due(10, KINDS)).map(({ id }) => id)).toEqual(["a"]);
  });

  test("is kept where it was refused, with the reason, and can be tried again", async () => {
    const { outbox } = await openTab();
    await outbox.put(scan("a"));
    await outbox.settle([], [{ id: "a", reason: "no such place" }]);
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 1 });
    expect(await outbox.refused()).toMatchObject([
      { id: "a", reason: "no such place", content: { code: "CT1:a" } },
    ]);

    await outbox.retry("a");
    expect(await outbox.counts()).toEqual({ waiting: 1, refused: 0 });
  });

  test("is left alone while somebody holds it, and no longer", async () => {
    let now = 1000;
    const { outbox } = await openTab(newStore(), () => now);
    await outbox.put(scan("held"), 500);
    await outbox.put(scan("released"), 500);
    await outbox.put(scan("free"));
    await outbox.release("released");
    expect((await outbox.due(10, KINDS)).map(({ id }) => id)).toEqual(["released", "free"]);
    now = 1500;
    expect((await outbox.due(10, KINDS))[0]?.id).toBe("held");
  });

  test("is replaced by a later form of the same id", async () => {
    const { outbox } = await openTab();
    await outbox.put(scan("a"), 500);
    await outbox.put({ id: "a", kind: "scan", content: { plate: "29A-123.45" } });
    expect(await outbox.due(10, KINDS)).toMatchObject([{ content: { plate: "29A-123.45" } }]);
    expect(await outbox.counts()).toMatchObject({ waiting: 1 });
  });

  test("is sent kind by kind, and what nobody can send stays", async () => {
    const { outbox } = await openTab();
    await outbox.put({ ...scan("x"), kind: "of a newer version" });
    await outbox.put(scan("a"));
    await outbox.put({ ...scan("b"), kind: "annulment" });
    expect((await outbox.due(10, KINDS)).map(({ id }) => id)).toEqual(["a"]);
  });

  test("keeps pictures", async () => {
    const { outbox } = await openTab();
    const attachment = new TextEncoder().encode("a picture").buffer as ArrayBuffer;
    await outbox.put({ ...scan("a"), attachment });
    const [entry] = await outbox.due(1, KINDS);
    expect(new TextDecoder().decode(entry?.attachment)).toBe("a picture");
  });

  test("is put aside, not dropped, when its key is lost", async () => {
    const { database, name, outbox } = await openTab();
    await outbox.put(scan("a"));
    await database.clear("keys");
    const { outbox: later } = await openTab(name);
    expect(await later.due(10, KINDS)).toEqual([]);
    expect(await later.refused()).toMatchObject([{ id: "a", reason: "unreadable", content: {} }]);
  });
});

test("two tabs that start together share one key", async () => {
  const name = newStore();
  const [one, other] = await Promise.all([openTab(name), openTab(name)]);
  await one.outbox.put(scan("a"));
  await other.outbox.put(scan("b"));
  expect((await one.outbox.due(10, KINDS)).map(({ id }) => id)).toEqual(["a", "b"]);
});
