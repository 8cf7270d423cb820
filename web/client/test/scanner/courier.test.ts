import { describe, expect, test } from "vitest";
import { type Alone, Courier } from "../../src/scanner/courier";
import { SENDERS } from "../../src/scanner/delivery";
import type { Outbox } from "../../src/scanner/outbox";
import { Pace } from "../../src/scanner/pace";
import { type Asked, Gateway, json, openTab, refusing, scan } from "./bench";

const unguarded: Alone = (work) => work();

function courierOf(outbox: Outbox, gateway: Gateway, alone = unguarded): Courier {
  return new Courier(outbox, gateway.api(), new Pace(), SENDERS, alone);
}

async function filled(count: number) {
  const tab = await openTab();
  for (let n = 0; n < count; n++) await tab.outbox.put(scan(`scan-${n}`));
  return tab;
}

describe("the courier", () => {
  test("brings all in batches of two hundred at most", async () => {
    const { outbox } = await filled(450);
    const gateway = new Gateway();
    await courierOf(outbox, gateway).flush();

    expect(gateway.asked.map(({ body }) => body.length)).toEqual([200, 200, 50]);
    expect(gateway.taken.size).toBe(450);
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
  });

  test("puts refused lines aside and goes on with the rest", async () => {
    const { outbox } = await filled(10);
    const gateway = new Gateway();
    const isBad = ({ scan_id }: { scan_id: string }) => ["scan-3", "scan-7"].includes(scan_id);
    gateway.reply = (asked) => {
      const lines = asked.body.flatMap((one: { scan_id: string }, at: number) =>
        isBad(one) ? [at + 1] : [],
      );
      return lines.length > 0 ? refusing(lines) : gateway.take(asked);
    };
    await courierOf(outbox, gateway).flush();

    expect(gateway.taken.size).toBe(8);
    expect((await outbox.refused()).map(({ id }) => id)).toEqual(["scan-3", "scan-7"]);
    expect((await outbox.refused())[0]?.reason).toContain("no such place");
  });

  test("finds what is wrong also where the answer names no line", async () => {
    const { outbox } = await filled(9);
    const gateway = new Gateway();
    gateway.reply = (asked) =>
      asked.body.some(({ scan_id }: { scan_id: string }) => scan_id === "scan-4")
        ? json({ title: "too large", errors: [] }, 413)
        : gateway.take(asked);
    await courierOf(outbox, gateway).flush();

    expect(gateway.taken.size).toBe(8);
    expect((await outbox.refused()).map(({ id, reason }) => [id, reason])).toEqual([
      ["scan-4", "too large"],
    ]);
  });

  test("deletes nothing that the answer does not name", async () => {
    const { outbox } = await filled(3);
    const gateway = new Gateway();
    gateway.reply = () => json({ scans: [{ scan_id: "scan-1" }] });
    await courierOf(outbox, gateway).flush();
    expect((await outbox.due(10, ["scan"])).map(({ id }) => id)).toEqual(["scan-0", "scan-2"]);
  });

  test.each([
    ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["503", () => json({}, 503, { "Retry-After": "30" })],
    ["429", () => json({}, 429, { "Retry-After": "30" })],
    ["401", () => json({ detail: "who are you" }, 401)],
    ["404", () => json({}, 404)],
    ["500", () => new Response("<html>", { status: 500 })],
    ["a page that is none of ours", () => new Response("<html>", { status: 200 })],
  ])("keeps all and waits after %s", async (_, reply) => {
    const { outbox } = await filled(3);
    const gateway = new Gateway();
    gateway.reply = reply;
    const courier = courierOf(outbox, gateway);
    await courier.flush();
    await courier.flush();

    expect(gateway.asked.length).toBe(1);
    expect(courier.pace.waitMs).toBeGreaterThan(0);
    expect(await outbox.counts()).toEqual({ waiting: 3, refused: 0 });
  });

  test("waits as long as the gateway asks", async () => {
    const { outbox } = await filled(1);
    const gateway = new Gateway();
    gateway.reply = () => json({}, 503, { "Retry-After": "30" });
    const courier = courierOf(outbox, gateway);
    await courier.flush();
    expect(courier.pace.waitMs).toBeGreaterThan(29_000);
  });

  test("brings annulments after the scans they are about", async () => {
    const { outbox } = await filled(1);
    const content = { scan_id: "scan-0", place_id: "hn-city-01", reason: "mistake" };
    await outbox.put({ id: "annul-scan-0", kind: "annulment", content });
    const gateway = new Gateway();
    await courierOf(outbox, gateway).flush();

    const paths = gateway.asked.map(({ path }: Asked) => path);
    expect(paths).toEqual(["/v1/scans", "/v1/scans/scan-0/annulment"]);
    expect(gateway.asked[1]?.body).toEqual({ place_id: "hn-city-01", reason: "mistake" });
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
  });
});

describe("two tabs", () => {
  /** The browser's locks: who comes second while the first is at work is sent away. */
  function locks(): Alone {
    let isHeld = false;
    return async (work) => {
      if (isHeld) return;
      isHeld = true;
      await work().finally(() => {
        isHeld = false;
      });
    };
  }

  test("do not send at once", async () => {
    const { name, outbox } = await filled(300);
    const { outbox: other } = await openTab(name);
    const [gateway, alone] = [new Gateway(), locks()];
    await Promise.all([
      courierOf(outbox, gateway, alone).flush(),
      courierOf(other, gateway, alone).flush(),
    ]);
    const sent = gateway.asked.flatMap(({ body }) => body);
    expect(sent.length).toBe(300);
    expect(gateway.taken.size).toBe(300);
  });

  test("lose nothing where the browser has no locks", async () => {
    const { name, outbox } = await filled(300);
    const { outbox: other } = await openTab(name);
    const gateway = new Gateway();
    await Promise.all([courierOf(outbox, gateway).flush(), courierOf(other, gateway).flush()]);
    expect(gateway.taken.size).toBe(300);
    expect(await outbox.counts()).toEqual({ waiting: 0, refused: 0 });
  });
});

test("a day without network, 20,000 scans, is kept and brought once", async () => {
  const tab = await openTab();
  const count = 20_000;
  for (let from = 0; from < count; from += 1000) {
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) => tab.outbox.put(scan(`scan-${from + n}`))),
    );
  }
  expect(await tab.outbox.counts()).toEqual({ waiting: count, refused: 0 });
  const gateway = new Gateway();
  await courierOf(tab.outbox, gateway).flush();

  const sent = gateway.asked.flatMap(({ body }) => body);
  expect(sent.length).toBe(count);
  expect(gateway.taken.size).toBe(count);
  expect(await tab.outbox.counts()).toEqual({ waiting: 0, refused: 0 });
}, 300_000);
