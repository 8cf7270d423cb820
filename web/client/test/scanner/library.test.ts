import { expect, test } from "vitest";
import { Clock } from "../../src/scanner/clock";
import { Library } from "../../src/scanner/library";
import { casesOnFile, contentOf } from "../rules/fixtures";
import { Gateway, json, openTab } from "./bench";

const [one] = casesOnFile();
if (!one) throw new Error("no cases");
const AS_OF_MS = 1_000_000;
const policy = { lists_too_old_s: 60, on_old_lists: "ask", ask_identity: true };
const ANSWER = {
  ...contentOf(one),
  as_of_ms: AS_OF_MS,
  policy,
  ask_health: true,
  places: [{ place_id: "hn-city-01", name_vi: "Chốt", name_en: "Gate", kind: "city_checkpoint" }],
  device: { device_id: "device-1", place_id: "hn-city-01" },
};

async function libraryOf(gateway: Gateway, name?: string) {
  let now = AS_OF_MS + 10_000;
  const { database } = await openTab(name);
  const library = new Library(database, new Clock(0, () => now));
  const pass = (ms: number) => {
    now += ms;
  };
  gateway.reply = () => json(ANSWER, 200, { ETag: '"first"', "Lists-As-Of": String(AS_OF_MS) });
  return { library, api: gateway.api(), name: database.name, pass };
}

test("lists say how old they are, and before the first that there are none", async () => {
  const { library, api, pass } = await libraryOf(new Gateway());
  expect(library.ageS).toBe(-1);
  expect(await library.refresh(api)).toBe(true);
  expect(library.ageS).toBe(10);
  pass(5000);
  expect(library.ageS).toBe(15);
});

test("lists that did not change are young again without being sent", async () => {
  const gateway = new Gateway();
  const { library, api, pass } = await libraryOf(gateway);
  await library.refresh(api);
  pass(50_000);
  const headers = { "Lists-As-Of": String(AS_OF_MS + 50_000) };
  gateway.reply = () => new Response(null, { status: 304, headers });
  await library.refresh(api);

  expect(gateway.asked.at(-1)?.headers["If-None-Match"]).toBe('"first"');
  expect(library.ageS).toBe(10);
  expect(library.place("hn-city-01")?.name_en).toBe("Gate");
});

test("lists outlive the browser", async () => {
  const { library, api, name } = await libraryOf(new Gateway());
  await library.refresh(api);
  const { library: later } = await libraryOf(new Gateway(), name);
  await later.load();

  expect(later.policy).toEqual(policy);
  expect([later.asksHealth, later.enrolledAt]).toEqual([true, "hn-city-01"]);
  expect(later.lists.ring).toEqual(library.lists.ring);
});

test("lists stay, and get older, while the gateway is away", async () => {
  const gateway = new Gateway();
  const { library, api, pass } = await libraryOf(gateway);
  await library.refresh(api);
  gateway.reply = () => json({}, 503);
  pass(100_000);
  expect(await library.refresh(api)).toBe(false);
  expect(library.ageS).toBe(110);
});
