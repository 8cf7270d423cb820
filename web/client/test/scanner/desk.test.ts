import { describe, expect, test } from "vitest";
import { compared, HeldCard } from "../../src/scanner/cards";
import { Clock } from "../../src/scanner/clock";
import { Desk, recentOf } from "../../src/scanner/desk";
import { Library } from "../../src/scanner/library";
import type { Post } from "../../src/scanner/settings";
import { casesOnFile, contentOf } from "../rules/fixtures";
import { Gateway, json, openTab, refusing } from "./bench";

const POST: Post = { place_id: "hn-city-01", lane: "2", direction: "in" };
const good = caseOf("ok");
const expired = caseOf("expired");

function caseOf(name: string) {
  const found = casesOnFile().find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
}

/** A device that holds a case's lists, at the case's time. */
async function deskOf(one = good, gateway = new Gateway()) {
  const tab = await openTab();
  const clock = new Clock(0, () => one.sight.at_ms);
  const api = gateway.api();
  const library = new Library(tab.database, clock);
  const lists = { ...contentOf(one), as_of_ms: one.sight.at_ms, policy: one.policy, places: [] };
  const taking = gateway.reply;
  gateway.reply = () => json({ ...lists, ask_health: false }, 200, { ETag: '"a"' });
  await library.refresh(api);
  gateway.reply = taking;
  gateway.asked.length = 0;
  return { ...tab, api, library, gateway, desk: new Desk(api, clock, library, tab.outbox) };
}

describe("an attempt to pass", () => {
  test("gets the gateway's verdict, and nothing is left to send", async () => {
    const { desk, gateway, outbox } = await deskOf();
    const holder = { name: "N", birth_year: 1999, last_four: "0001" };
    gateway.reply = ({ body: [{ scan_id }] }) =>
      json({ scans: [{ scan_id, category: "refuse", reason: "revoked", flags: [], holder }] });
    const { verdict } = await desk.attempt(good.token, POST);

    expect(verdict).toMatchObject({ category: "refuse", reason: "revoked", flags: [] });
    expect(gateway.asked[0]?.body[0]).toMatchObject({ ...POST, code: good.token });
    expect(gateway.asked[0]?.body[0]).not.toHaveProperty("given");
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
  });

  test("is written down before the gateway is asked", async () => {
    const { desk, gateway, outbox } = await deskOf();
    let waiting = 0;
    gateway.reply = async (asked) => {
      waiting = (await outbox.counts()).waiting;
      return gateway.take(asked);
    };
    await desk.attempt(good.token, POST);
    expect(waiting).toBe(1);
  });

  test("is judged here when no answer comes, and waits as made without network", async () => {
    const { desk, gateway, outbox } = await deskOf();
    gateway.reply = () => Promise.reject(new TypeError("Failed to fetch"));
    const { verdict, holder } = await desk.attempt(good.token, POST);

    expect(verdict).toMatchObject({ category: "pass", reason: "ok", flags: ["offline"] });
    expect(holder?.birth_year).toBeGreaterThan(1900);
    const [entry] = await outbox.due(10, ["scan"]);
    expect(entry?.content).toMatchObject({
      offline: true,
      given: { category: "pass", reason: "ok", rule_version: verdict.rule_version, lists_age_s: 0 },
    });
  });

  test("does not wait longer for the gateway than officers do", async () => {
    const { desk, gateway } = await deskOf();
    desk.patienceMs = 20;
    gateway.reply = () =>
      new Promise((_, fail) => setTimeout(() => fail(new Error("aborted")), 40));
    const { verdict } = await desk.attempt(good.token, POST);
    expect(verdict.flags).toEqual(["offline"]);
  });

  test("asks nobody once there is no network", async () => {
    const { api, desk, gateway } = await deskOf();
    api.connection.lost();
    expect((await desk.attempt(good.token, POST)).verdict.reason).toBe("ok");
    expect(gateway.asked).toEqual([]);
  });

  test("says nothing of the person when it is refused", async () => {
    const { api, desk } = await deskOf(expired);
    api.connection.lost();
    const { verdict, holder } = await desk.attempt(expired.token, POST);
    expect([verdict.reason, holder]).toEqual(["expired", null]);
  });

  test("is put aside when the gateway would not record it, and the officer is told", async () => {
    const { desk, gateway, outbox } = await deskOf();
    gateway.reply = () => refusing([1]);
    const { refusal } = await desk.attempt(good.token, POST);
    expect(refusal).toBe("no such place");
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 1 });
  });

  test("by document is the officer's to judge when nobody can be asked", async () => {
    const { api, desk } = await deskOf();
    api.connection.lost();
    const document = { kind: "cccd" as const, number: "001099990001" };
    const { verdict } = await desk.attempt("", POST, { source: "document", document });
    expect(verdict.reason).toBe("compare_identity");
  });
});

test("people of one vehicle are handed in together", async () => {
  const { desk, gateway, outbox } = await deskOf();
  const people = [
    await desk.record(good.token, POST, { group_id: "group-1" }, 60_000),
    await desk.record("a shopping list", POST, { group_id: "group-1" }, 60_000),
  ];
  expect(await outbox.due(10, ["scan"])).toEqual([]);
  await desk.submit(people);
  expect(gateway.asked[0]?.body).toHaveLength(2);
  expect(await outbox.counts()).toMatchObject({ waiting: 0 });
});

test("whoever is waved through is recorded without a verdict of this device", async () => {
  const { api, desk, outbox } = await deskOf();
  api.connection.lost();
  await desk.wave(POST);
  const [entry] = await outbox.due(10, ["scan"]);
  expect(entry?.content).toMatchObject({ source: "wave_through", waved_through: true, code: "" });
  expect(entry?.content).not.toHaveProperty("given");
});

test("a scan is taken back by its id", async () => {
  const { desk, outbox } = await deskOf();
  await desk.annul(recentOf(await desk.record(good.token, POST, {})), "mistake");
  const [entry] = await outbox.due(10, ["annulment"]);
  expect(entry?.content).toMatchObject({ place_id: POST.place_id, reason: "mistake" });
  expect(entry?.content.citizen_id).toMatch(/^[0-9a-f]{32}$/);
});

describe("an identity card", () => {
  const card = {
    number: "001099990001",
    old_number: "",
    name: "Nguyễn Văn Thử",
    birth_year: 1999,
    sex: "Nam",
    residence: "",
    raw: "",
  };

  test("is held for a minute", () => {
    let now = 0;
    const held = new HeldCard(() => now);
    held.hold(card);
    now = 59_999;
    expect(held.card).toBe(card);
    now = 60_000;
    expect(held.card).toBeNull();
    held.hold(card);
    held.drop();
    expect(held.card).toBeNull();
  });

  test("says which fields differ, and only then", async () => {
    const { desk } = await deskOf();
    const { seen } = desk.judge(good.token);
    if (!("claims" in seen)) throw new Error("unreadable");
    const { name, birth_year, last_four } = seen.claims;
    const same = { ...card, name, birth_year, number: `00109999${last_four}` };
    expect(compared(same, seen.claims)).toEqual({ identity_matches: true });
    expect(compared({ ...same, birth_year: 1950 }, seen.claims)).toEqual({
      identity_matches: false,
      identity_differs: ["birth_year"],
    });
  });
});
