/** The epidemic curve: people by the day on which they were first exposed. */

import { daysOf } from "./days";
import { COLOURS, type Picture, type Scene, TEXT } from "./scene";

const LOOKS = [
  { colour: COLOURS.blue, sign: "■", decal: { symbol: "none" } },
  {
    colour: "#7fb89f",
    sign: "▨",
    decal: { color: COLOURS.green, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -0.8 },
  },
  {
    colour: "#d3b3c7",
    sign: "▦",
    decal: { color: COLOURS.purple, symbol: "rect", symbolSize: 0.5 },
  },
] as const;

/** Return the picture, null where nobody was exposed. */
export function curve(scene: Scene): Picture | null {
  const { days, counts } = daysOf(scene.answer);
  if (!days.length) return null;
  const { tell } = scene;
  const names = counts.map((_, at) => tell("pictures-level", { level: at + 1 }));
  const said = days.map((day) => `${day.slice(8, 10)}/${day.slice(5, 7)}`);
  const sums = days.map((_, at) => counts.reduce((sum, level) => sum + (level[at] ?? 0), 0));
  const most = Math.max(...sums);
  return {
    id: "curve",
    title: tell("pictures-curve"),
    caption: tell("pictures-curve-caption", {
      people: sums.reduce((sum, one) => sum + one, 0),
      days: days.length,
      most,
      day: said[sums.indexOf(most)] ?? "",
    }),
    key: names.map((text, at) => ({ sign: lookOf(at).sign, colour: lookOf(at).colour, text })),
    table: {
      head: [tell("pictures-day"), ...names],
      rows: said.map((day, at) => [day, ...counts.map((level) => String(level[at] ?? 0))]),
    },
    height: () => 240,
    option: () => optionOf(said, counts, names),
  };
}

function lookOf(at: number) {
  return LOOKS[at % LOOKS.length] ?? LOOKS[0];
}

function optionOf(
  days: readonly string[],
  counts: readonly (readonly number[])[],
  names: readonly string[],
) {
  return {
    animation: false,
    textStyle: TEXT,
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, textStyle: TEXT },
    grid: { left: 40, right: 16, top: 16, bottom: 32 },
    xAxis: { type: "category", data: days, axisLabel: { ...TEXT, hideOverlap: true } },
    yAxis: { type: "value", minInterval: 1, axisLabel: TEXT },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    series: counts.map((data, at) => ({
      type: "bar",
      name: names[at],
      stack: "people",
      barMaxWidth: 40,
      itemStyle: { color: lookOf(at).colour, decal: lookOf(at).decal },
      data,
    })),
  };
}
