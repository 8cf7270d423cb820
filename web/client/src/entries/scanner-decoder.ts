/** A worker that reads QR codes with zxing; the address of its wasm stands behind the `#`. */

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Question, Reply } from "../scanner/decoder";

prepareZXingModule({
  overrides: { locateFile: () => self.location.hash.slice(1) },
  fireImmediately: true,
}).catch(() => {
  // Asked again with the first picture, whose answer is then that nothing was read.
});

self.addEventListener("message", async ({ data }: MessageEvent<Question>) => {
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
