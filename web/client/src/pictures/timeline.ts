/** A person's or vehicle's timeline as a picture: time across, places down. */

import { told } from "../asking/moments";
import { COLOURS, NARROW, type Picture, type Scene, TEXT } from "./scene";
import { type Mark, type Stay, type Track, trackOf } from "./track";

const ROW_PX = 44;
const AROUND_PX = 80;
const LABEL_PX = 230;
const HANOI_MS = 7 * 3600_000;

/** How a scan is marked: by shape as well as by colour. */
const MARKS: Readonly<Record<string, { symbol: string; sign: string; colour: string }>> = {
  pass: { symbol: "circle", sign: "●", colour: COLOURS.blue },
  pass_with_attention: { symbol: "triangle", sign: "▲", colour: COLOURS.orange },
  ask: { symbol: "rect", sign: "■", colour: COLOURS.purple },
  refuse: {
    symbol: "path://M0 2L2 0 6 4 10 0 12 2 8 6 12 10 10 12 6 8 2 12 0 10 4 6z",
    sign: "✖",
    colour: COLOURS.vermilion,
  },
};
const ANNULLED = { symbol: "emptyCircle", sign: "○", colour: COLOURS.soft } as const;
const STAY_COLOUR = "#9cc4e4";

/** Return the picture, null where there is no scan. */
export function timeline(scene: Scene): Picture | null {
  const track = trackOf(scene.answer);
  if (!track.marks.length) return null;
  const { tell, speech } = scene;
  const categories = [...new Set(track.marks.map(({ category }) => category))];
  const annulled = track.marks.some(({ isAnnulled }) => isAnnulled);
  return {
    id: "timeline",
    title: tell("pictures-timeline"),
    caption: tell("pictures-timeline-caption", {
      scans: track.marks.length,
      places: track.places.length,
      stays: track.stays.length,
    }),
    key: [
      ...categories.map((category) => ({
        sign: markOf(category).sign,
        colour: markOf(category).colour,
        text: speech.word("category", category),
      })),
      ...(annulled
        ? [{ sign: ANNULLED.sign, colour: ANNULLED.colour, text: tell("pictures-annulled") }]
        : []),
      ...(track.stays.length
        ? [{ sign: "▬", colour: COLOURS.blue, text: tell("pictures-stay") }]
        : []),
    ],
    height: () => track.places.length * ROW_PX + AROUND_PX,
    option: (width) => optionOf(scene, track, width),
  };
}

function markOf(category: string) {
  return MARKS[category] ?? { symbol: "circle", sign: "●", colour: COLOURS.blue };
}

function optionOf(scene: Scene, track: Track, width: number) {
  const isNarrow = width < NARROW;
  const left = isNarrow ? 12 : LABEL_PX;
  return {
    animation: false,
    textStyle: TEXT,
    tooltip: { renderMode: "richText", confine: true, textStyle: TEXT },
    grid: { left, right: 24, top: 16, bottom: 44 },
    xAxis: {
      type: "time",
      splitNumber: isNarrow ? 2 : 6,
      axisLabel: { ...TEXT, hideOverlap: true, formatter: (at: number) => day(at) },
      splitLine: { show: true, lineStyle: { color: COLOURS.line } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: track.places.map((place) => scene.speech.place(place)),
      axisLabel: isNarrow ? nameAbove(width) : NAME_BESIDE,
      splitLine: { show: true, lineStyle: { color: "#e8ecf0" } },
      axisTick: { show: false },
    },
    series: [stays(scene, track), way(track), marks(scene, track)],
  };
}

const NAME_BESIDE = {
  ...TEXT,
  fontSize: 11,
  width: LABEL_PX - 14,
  overflow: "break",
  interval: 0,
} as const;

/** On a phone there is no room beside the rows: a name stands in its row, above the marks. */
function nameAbove(width: number) {
  return {
    ...TEXT,
    fontSize: 11,
    inside: true,
    align: "left",
    verticalAlign: "bottom",
    padding: [0, 0, 7, 0],
    margin: 4,
    width: width - 44,
    overflow: "truncate",
    interval: 0,
  } as const;
}

/** Return a moment as the axis tells it, in Hà Nội time whatever clock the computer has. */
function day(atMs: number): string {
  const text = new Date(atMs + HANOI_MS).toISOString();
  const date = `${text.slice(8, 10)}/${text.slice(5, 7)}`;
  const time = text.slice(11, 16);
  return time === "00:00" ? date : `${time}\n${date}`;
}

function stays(scene: Scene, track: Track) {
  return {
    type: "custom",
    renderItem: (_: unknown, api: StayDrawing) => {
      const [x1 = 0, y = 0] = api.coord([api.value(0), api.value(2)]);
      const [x2 = 0] = api.coord([api.value(1), api.value(2)]);
      const shape = { x: x1, y: y - 7, width: Math.max(2, x2 - x1), height: 14, r: 3 };
      return { type: "rect", shape, style: { fill: STAY_COLOUR } };
    },
    encode: { x: [0, 1], y: 2 },
    data: track.stays.map((stay: Stay) => ({
      value: [stay.fromMs, stay.untilMs, stay.row],
      tooltip: {
        formatter: scene.tell("pictures-stay-of", {
          place: scene.speech.place(track.places[stay.row] ?? ""),
          lasting: scene.speech.lasting(stay.seconds),
        }),
      },
    })),
  };
}

interface StayDrawing {
  value(dimension: number): number;
  coord(at: [number, number]): number[];
}

function way(track: Track) {
  const standing = track.marks.filter(({ isAnnulled }) => !isAnnulled);
  return {
    type: "line",
    silent: true,
    showSymbol: false,
    lineStyle: { color: COLOURS.soft, width: 1, type: "dotted" },
    data: standing.map(({ atMs, row }) => [atMs, row]),
  };
}

function marks(scene: Scene, track: Track) {
  return {
    type: "scatter",
    symbolSize: 13,
    data: track.marks.map((mark: Mark) => {
      const shown = mark.isAnnulled ? ANNULLED : markOf(mark.category);
      return {
        value: [mark.atMs, mark.row],
        symbol: shown.symbol,
        itemStyle: { color: shown.colour, borderColor: "#fff", borderWidth: 1 },
        tooltip: { formatter: saidOf(scene, track, mark) },
      };
    }),
  };
}

function saidOf(scene: Scene, track: Track, mark: Mark): string {
  const { speech } = scene;
  const words = [
    told(mark.at),
    speech.place(track.places[mark.row] ?? ""),
    [speech.word("direction", mark.direction), speech.word("category", mark.category)].join(" · "),
    mark.reason && mark.reason !== "ok" ? speech.word("reason", mark.reason) : "",
  ];
  return words.filter(Boolean).join("\n");
}
