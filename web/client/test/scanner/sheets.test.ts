/** Photographed sheets on their way to the gateway. */

import { expect, test } from "vitest";
import type { Answer, Api, Call } from "../../src/scanner/api";
import { sendSheet, serialIn, sheetForm } from "../../src/scanner/sheets";

const POST = { place_id: "hn-city-01", lane: "3", direction: "in" as const };
const AT_MS = Date.UTC(2021, 7, 24, 0, 30);
const ENTRY = {
  id: "sheet-0001",
  kind: "sheet",
  content: { sheet_id: "sheet-0001" },
  attachment: new Uint8Array([255, 216]).buffer,
};

function gateway(answer: Answer<unknown>, heard: [string, Call][] = []): Api {
  const call = async (path: string, given: Call) => {
    heard.push([path, given]);
    return answer;
  };
  return { call } as unknown as Api;
}

test("a sheet says where and when it was photographed", () => {
  const seen = { compared: true, offline: true, serial: "" };

  expect(sheetForm("sheet-0001", POST, AT_MS, seen)).toEqual({
    sheet_id: "sheet-0001",
    place_id: "hn-city-01",
    direction: "in",
    taken_at: "2021-08-24T00:30:00.000Z",
    identity_compared: true,
    offline: true,
    lane: "3",
  });
});

test("of the codes on a photograph only the sheet's own counts", () => {
  expect(serialIn(["CT1:ABC", "CS1:7KQ2M9XHPAC"])).toBe("CS1:7KQ2M9XHPAC");
  expect(serialIn(["https://example.org"])).toBe("");
});

test("a sheet is handed in with its photograph", async () => {
  const heard: [string, Call][] = [];
  const taken = await sendSheet(
    [ENTRY],
    gateway({ kind: "ok", value: {}, headers: new Headers() }, heard),
  );

  const [path, call] = heard[0] ?? ["", {}];
  const body = call.body as FormData;
  expect(taken.acknowledged).toEqual(["sheet-0001"]);
  expect(path).toBe("/v1/sheets");
  expect(JSON.parse(String(body.get("sheet")))).toEqual({ sheet_id: "sheet-0001" });
  expect((body.get("photo") as File).size).toBe(2);
});

test("a refused sheet stays, a busy gateway is asked again", async () => {
  const faults = [{ field: "photo", text: "no picture" }];
  const refused = await sendSheet([ENTRY], gateway({ kind: "fix", errors: faults, detail: "" }));
  const later = await sendSheet([ENTRY], gateway({ kind: "again", afterMs: 2000 }));

  expect(refused.refused).toEqual([{ id: "sheet-0001", reason: "photo: no picture" }]);
  expect(refused.acknowledged).toEqual([]);
  expect(later).toEqual({ acknowledged: [], refused: [], again: { afterMs: 2000 } });
});
