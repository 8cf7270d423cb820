/** The epidemic curve: people by the day on which they were first exposed. */

import { daysOf } from "./days";
import { COLOURS, type Picture, type Scene, TEXT } from "./scene";

// As different in lightness as in hue, so that they also differ in print.
const LEVEL_COLOURS = [COLOURS.blue, "#f0b84a", "#5b5b5b", "#c8d6e0"] as const;

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
    key: names.map((text, at) => ({ sign: "■", colour: colourOf(at), text })),
    table: {
      head: [tell("pictures-day"), ...names],
      rows: said.map((day, at) => [day, ...counts.map((level) => String(level[at] ?? 0))]),
    },
    height: () => 240,
    option: () => optionOf(said, counts, names),
  };
}

function colourOf(at: number): string {
  return LEVEL_COLOURS[at % LEVEL_COLOURS.length] ?? COLOURS.blue;
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
    series: counts.map((data, at) => ({
      type: "bar",
      name: names[at],
      stack: "people",
      barMaxWidth: 40,
      itemStyle: { color: colourOf(at) },
      data,
    })),
  };
}
