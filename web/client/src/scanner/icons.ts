/** Signs of our own, drawn with lines in a square of 24. */

const LINES = {
  scan: "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M4 12h16",
  vehicle:
    "M3 16V9l2-4h9l4 4h2a1 1 0 0 1 1 1v6h-2M9 16h6M3 16h2M7 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4M17 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  search: "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5",
  wave: "M4 12h12M11 7l5 5-5 5M20 5v14",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  photo: "M4 8h3l2-3h6l2 3h3v11H4zM12 10a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  outbox: "M12 15V4M8 8l4-4 4 4M4 14v6h16v-6",
  help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18h.01M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20",
  place: "M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11M12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  paper: "M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3",
  language: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  device: "M7 2h10v20H7zM11 19h2",
  pass: "M4 12l6 6L20 6",
  pass_with_attention: "M12 3l10 18H2zM12 10v5M12 18h.01",
  ask: "M8 8a4 4 0 1 1 5.500 3.700c-1 .5-1.500 1.300-1.500 2.800M12 19h.01",
  refuse: "M5 5l14 14M19 5L5 19",
  notice: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 11v6M12 7h.01",
} as const;

export type IconName = keyof typeof LINES;

/** Draw a sign; what it means stands beside it in words. */
export function icon(name: IconName): SVGElement {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.classList.add("icon");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", LINES[name]);
  picture.append(line);
  return picture;
}
