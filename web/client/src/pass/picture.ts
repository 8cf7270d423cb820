/** A pass as one picture: the code, and below it whose it is and until when. */

import type { KeptPass } from "./kept";

const WIDE = 1080;
const BELOW = 340;

/** Return the picture as PNG. */
export async function pictureOf(pass: KeptPass, lines: string[]): Promise<Blob> {
  const code = await loaded(pass.code);
  const canvas = document.createElement("canvas");
  canvas.width = WIDE;
  canvas.height = WIDE + BELOW;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  // A whole number of pixels for each module, so that edges stay sharp.
  const side = Math.floor(WIDE / code.naturalWidth) * code.naturalWidth || WIDE;
  pen.imageSmoothingEnabled = false;
  pen.drawImage(code, (WIDE - side) / 2, (WIDE - side) / 2, side, side);
  write(pen, [pass.name, ...lines]);
  return await new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
  );
}

function write(pen: CanvasRenderingContext2D, lines: string[]): void {
  pen.fillStyle = "#000";
  pen.textAlign = "center";
  for (const [index, line] of lines.entries()) {
    pen.font = `${index === 0 ? "bold 64px" : "44px"} system-ui, "Noto Sans", "DejaVu Sans", sans-serif`;
    pen.fillText(line, WIDE / 2, WIDE + 60 + index * 80, WIDE - 80);
  }
}

async function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** Hand a picture to the browser as a file. */
export function save(picture: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
