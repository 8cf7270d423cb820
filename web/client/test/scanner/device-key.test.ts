import { expect, test } from "vitest";
import { Clock } from "../../src/scanner/clock";
import { baseOf, DeviceKey } from "../../src/scanner/device-key";
import { Outbox } from "../../src/scanner/outbox";
import { Settings } from "../../src/scanner/settings";
import { Vault } from "../../src/scanner/vault";
import { type Asked, Gateway, json, openTab, scan } from "./bench";

const DENIED = { detail: "no", title: "denied" };

async function deviceOf(name?: string) {
  const { database, vault, name: store } = await openTab(name);
  const device = new DeviceKey(database, new Settings(database, vault));
  await device.load();
  return { device, database, store };
}

async function enrolledDevice(name?: string) {
  const made = await deviceOf(name);
  const shown = await made.device.show("a code");
  await made.device.enrolled("device-1");
  return { ...made, shown };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

async function isSigned(asked: Asked, publicKey: string): Promise<boolean> {
  const { headers } = asked;
  const key = await crypto.subtle.importKey("raw", bytesOf(publicKey), "Ed25519", true, ["verify"]);
  const [path = "", query = ""] = asked.path.split("?");
  const parameters = (headers["Signature-Input"] ?? "").slice("chot=".length);
  const digest = headers["Content-Digest"] ?? "";
  const text = new TextEncoder().encode(
    baseOf({ method: asked.method, path, query }, digest, parameters),
  );
  const signature = bytesOf((headers.Signature ?? "").slice("chot=:".length, -1));
  const seen = bytesOf(digest.slice("sha-256=:".length, -1));
  const body = new Uint8Array(await crypto.subtle.digest("SHA-256", asked.bytes));
  return (
    seen.every((byte, at) => byte === body[at]) &&
    crypto.subtle.verify("Ed25519", key, signature, text)
  );
}

test("every request is signed over method, path, query and body", async () => {
  const { device, shown } = await enrolledDevice();
  const gateway = new Gateway();
  const api = gateway.api(1500, device);

  await api.call("/v1/scans?lang=vi", { method: "POST", body: '{"scan_id":"scan-1"}' });
  await api.call("/v1/lists");

  const [sent, asked] = gateway.asked as [Asked, Asked];
  expect(await isSigned(sent, shown.public_key)).toBe(true);
  expect(await isSigned(asked, shown.public_key)).toBe(true);
  expect(sent.headers["Signature-Input"]).toContain('keyid="device-1"');
  expect(await isSigned({ ...sent, path: "/v1/scans?lang=en" }, shown.public_key)).toBe(false);
});

test("a form with a photograph is signed as it is sent", async () => {
  const { device, shown } = await enrolledDevice();
  const gateway = new Gateway();
  const body = new FormData();
  body.append("photo", new Blob(["picture"], { type: "image/jpeg" }), "sheet.jpg");

  await gateway.api(1500, device).call("/v1/sheets", { method: "POST", body });

  const [asked] = gateway.asked as [Asked];
  expect(asked.headers["Content-Type"]).toContain("multipart/form-data; boundary=");
  expect(await isSigned(asked, shown.public_key)).toBe(true);
});

test("the private key can't leave the browser", async () => {
  const { database } = await enrolledDevice();
  const key = await database.get("keys", "device");

  expect(key?.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("pkcs8", key as CryptoKey)).rejects.toThrow();
});

test("a device that is not enrolled signs nothing", async () => {
  const { device } = await deviceOf();
  await device.show("a code");
  const gateway = new Gateway();

  await gateway.api(1500, device).call("/v1/lists");

  expect(gateway.asked[0]?.headers).not.toHaveProperty("Signature");
});

test("asked again to enrol, it shows the same key: the answer to the first may be lost", async () => {
  const { device, store } = await deviceOf();
  const first = await device.show("a code");
  const again = await (await deviceOf(store)).device.show("a code");

  expect(again).toEqual(first);
  expect((await device.show("another code")).proof).not.toBe(first.proof);
});

test("with a clock that was set wrong it signs once more by the gateway's", async () => {
  const { device } = await enrolledDevice();
  const gateway = new Gateway();
  const server = Date.parse("2021-08-24T07:00:00Z");
  const clock = new Clock(0, () => server - 3_600_000);
  const said = { Date: "Tue, 24 Aug 2021 07:00:00 GMT" };
  const created = ({ headers }: Asked) =>
    Number(/created=(\d+)/.exec(headers["Signature-Input"] ?? "")?.[1]);
  gateway.reply = (asked) =>
    Math.abs(created(asked) * 1000 - server) < 30_000
      ? json({}, 200, said)
      : json({ ...DENIED, reason: "signature_time" }, 401, said);

  const answer = await gateway.api(1500, device, clock).call("/v1/lists");

  expect(answer.kind).toBe("ok");
  expect(gateway.asked.length).toBe(2);
});

test("what the network sent twice is signed anew", async () => {
  const { device } = await enrolledDevice();
  const gateway = new Gateway();
  gateway.reply = ({ headers }) =>
    gateway.asked[0]?.headers.Signature === headers.Signature
      ? json({ ...DENIED, reason: "signature_used" }, 401)
      : json({});

  expect((await gateway.api(1500, device).call("/v1/lists")).kind).toBe("ok");
});

test("a new key is used as soon as the gateway has it, though its answer was lost", async () => {
  const { device, shown } = await enrolledDevice();
  const next = await device.showNext();
  const gateway = new Gateway();
  gateway.reply = async (asked) =>
    (await isSigned(asked, next.public_key))
      ? json({})
      : json({ ...DENIED, reason: "signature" }, 401);
  const api = gateway.api(1500, device);

  expect(next.public_key).not.toBe(shown.public_key);
  expect((await api.call("/v1/lists")).kind).toBe("ok");
  await device.settle();
  expect((await api.call("/v1/lists")).kind).toBe("ok");
  expect(gateway.asked.length).toBe(3);
});

test("another tab takes over the key that this one has changed", async () => {
  const one = await enrolledDevice();
  const other = await deviceOf(one.store);
  const next = await one.device.showNext();
  await one.device.turn();
  await one.device.settle();
  const gateway = new Gateway();
  gateway.reply = async (asked) =>
    (await isSigned(asked, next.public_key))
      ? json({})
      : json({ ...DENIED, reason: "signature" }, 401);

  expect((await gateway.api(1500, other.device).call("/v1/lists")).kind).toBe("ok");
});

test("who is refused for good is told why", async () => {
  const { device } = await enrolledDevice();
  const gateway = new Gateway();
  gateway.reply = () => json({ ...DENIED, reason: "device_revoked" }, 401);
  const api = gateway.api(1500, device);
  const told: string[] = [];
  api.denied = (reason) => told.push(reason);

  await api.call("/v1/lists");

  expect(told).toEqual(["device_revoked"]);
  expect(api.connection.trouble).toBe("denied");
});

test("an outbox that was copied to another device can be neither read nor sent", async () => {
  const mine = await openTab();
  await mine.outbox.put(scan("scan-1"));
  const row = await mine.database.get("outbox", 1);
  const { device, database } = await enrolledDevice();
  // A thief has the rows of the store; keys don't come along, for they can't be read.
  await database.put("outbox", structuredClone(row) as NonNullable<typeof row>);
  const thief = new Outbox(database, await Vault.open(database));

  expect(await thief.due(10, ["scan"])).toEqual([]);
  expect((await thief.refused()).map(({ id, reason }) => [id, reason])).toEqual([
    ["scan-1", "unreadable"],
  ]);
  await device.forget();
  expect(device.isEnrolled).toBe(false);
  expect(JSON.stringify(row)).not.toContain("CT1:");
});
