/** Codes in a photo that the officer took or was sent: read here, else by the gateway. */

import type { Api } from "./api";
import type { Decoder } from "./decoder";

const LONGEST_SIDES = [1600, 1000, 2400];
const TIMEOUT_MS = 30_000;

/** Return the texts of the codes in a photo; null where the gateway could not be asked. */
export async function codesIn(photo: Blob, decoder: Decoder, api: Api): Promise<string[] | null> {
  const picture = await createImageBitmap(photo).catch(() => null);
  const texts = picture ? await codesOnDevice(picture, async () => decoder) : [];
  if (texts.length > 0) return texts;
  const answer = await api.call<{ codes: string[] }>("/v1/codes", {
    method: "POST",
    body: photo,
    headers: { "Content-Type": photo.type || "application/octet-stream" },
    timeoutMs: TIMEOUT_MS,
    counts: false,
  });
  if (answer.kind === "ok") return answer.value.codes;
  return answer.kind === "again" ? null : [];
}

/** Return the texts of the codes in a picture as far as this device can read them. */
export async function codesOnDevice(
  picture: ImageBitmap,
  decoder: () => Promise<Decoder>,
): Promise<string[]> {
  for (const longest of LONGEST_SIDES) {
    const texts = await (await decoder()).read(drawn(picture, longest), true);
    if (texts.length > 0) return texts;
  }
  return [];
}

function drawn(picture: ImageBitmap, longest: number): ImageData {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width * scale, picture.height * scale].map(Math.round);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
