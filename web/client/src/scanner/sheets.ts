/** A photographed paper sheet: made small on the device, kept in the outbox, handed in as it is. */

import type { Api } from "./api";
import type { Delivery } from "./delivery";
import { one } from "./delivery";
import type { Direction } from "./forms";
import type { Entry } from "./outbox";
import type { Post } from "./settings";

const LONGEST_SIDE = 2400;
const QUALITY = 0.85;
const TIMEOUT_MS = 60_000;
const CODE = /^CS1:/;

export interface SheetForm {
  sheet_id: string;
  place_id: string;
  direction: Direction;
  taken_at: string;
  identity_compared: boolean;
  offline: boolean;
  lane?: string;
  serial?: string;
}

/** Say what goes with a photograph, in the gateway's words. */
export function sheetForm(
  sheetId: string,
  post: Post,
  atMs: number,
  seen: { compared: boolean; offline: boolean; serial: string },
): SheetForm {
  const form: SheetForm = {
    sheet_id: sheetId,
    place_id: post.place_id,
    direction: post.direction,
    taken_at: new Date(atMs).toISOString(),
    identity_compared: seen.compared,
    offline: seen.offline,
  };
  if (post.lane) form.lane = post.lane;
  if (seen.serial) form.serial = seen.serial;
  return form;
}

/** Return the sheet's own code among the codes of a photograph, empty where it was not read. */
export function serialIn(codes: readonly string[]): string {
  return codes.find((code) => CODE.test(code)) ?? "";
}

/** Return a photograph that is large enough to read and small enough to keep and to send. */
export async function reduced(photo: ImageBitmap): Promise<Blob> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(photo.width, photo.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(photo.width * scale);
  canvas.height = Math.round(photo.height * scale);
  canvas.getContext("2d")?.drawImage(photo, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (made) => (made ? resolve(made) : reject(new Error("no picture"))),
      "image/jpeg",
      QUALITY,
    ),
  );
}

/** Hand one sheet in; an entry whose photograph is gone can't be. */
export async function sendSheet([entry]: Entry[], api: Api): Promise<Delivery> {
  if (!entry) return { acknowledged: [], refused: [] };
  const body = new FormData();
  body.append("sheet", JSON.stringify(entry.content));
  body.append("photo", new Blob([entry.attachment ?? ""], { type: "image/jpeg" }), "sheet.jpg");
  const answer = await api.call("/v1/sheets", {
    method: "POST",
    body,
    timeoutMs: TIMEOUT_MS,
    // A photograph takes long on any network.
    counts: false,
  });
  return one(entry, answer);
}
