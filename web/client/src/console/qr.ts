/** Draws a QR code as a picture that grows and shrinks without losing its edges. */

import { encode } from "uqr";

const QUIET_ZONE = 4;

export function drawn(text: string, label: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const wide = size + 2 * QUIET_ZONE;
  svg.setAttribute("viewBox", `0 0 ${wide} ${wide}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const squares = data.flatMap((row, y) =>
    row.map((dark, x) => (dark ? `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z` : "")),
  );
  path.setAttribute("d", squares.join(""));
  svg.append(path);
  return svg;
}
