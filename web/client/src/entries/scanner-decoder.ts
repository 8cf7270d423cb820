/** A worker that reads QR codes with zxing. */

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Opening, Question, Reply } from "../scanner/decoder";

self.addEventListener("message", async ({ data }: MessageEvent<Opening | Question>) => {
  if ("wasm" in data) {
    prepareZXingModule({ overrides: { wasmBinary: data.wasm }, fireImmediately: true });
    return;
  }
  const reply: Reply = { id: data.id, texts: await textsIn(data) };
  self.postMessage(reply);
});

async function textsIn({ picture, hard }: Question): Promise<string[]> {
  const options = {
    formats: ["QRCode" as const],
    tryHarder: hard,
    tryRotate: hard,
    tryInvert: hard,
    tryDownscale: hard,
    maxNumberOfSymbols: 4,
  };
  const found = await readBarcodes(picture, options).catch(() => []);
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
