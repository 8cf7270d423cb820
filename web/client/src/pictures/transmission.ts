/** The transmission graph as a picture: a column for each level, places as numbers on the edges. */

import { told } from "../asking/moments";
import { graphOf, type Layout, laidOut, numbered, type Placed, type Tie } from "./graph";
import { COLOURS, type KeyLine, NARROW, type Picture, type Scene, TEXT } from "./scene";

const MOST_ON_A_LEVEL = 30;
const ROW_PX = 26;
const AROUND_PX = 50;
const SIGNS = ["◆", "●", "■", "▲"] as const;
const SYMBOLS = ["diamond", "circle", "rect", "triangle"] as const;
const LEVEL_COLOURS = [COLOURS.vermilion, COLOURS.blue, COLOURS.green, COLOURS.purple] as const;

// So that arrows do not cross out what they pass.
const GROUND = { backgroundColor: "#fff", padding: [0, 2] } as const;

/** Return the picture, null where nobody met anybody. */
export function transmission(scene: Scene): Picture | null {
  const layout = laidOut(graphOf(scene.answer), MOST_ON_A_LEVEL);
  if (!layout.ties.length) return null;
  const places = numbered(layout.ties);
  const { tell, speech } = scene;
  return {
    id: "transmission",
    title: tell("pictures-transmission"),
    caption: captionOf(scene, layout),
    key: Array.from({ length: layout.levels }, (_, level) => levelKey(scene, level)),
    numbered: [...places.keys()].map(speech.place),
    height: () => Math.max(4, layout.tallest) * ROW_PX + AROUND_PX,
    option: (width) => optionOf(scene, layout, places, width),
  };
}

function captionOf(scene: Scene, layout: Layout): string {
  const { tell } = scene;
  const shown = tell("pictures-transmission-caption", {
    people: layout.nodes.filter(({ level }) => level > 0).length,
    ties: layout.ties.length,
  });
  return layout.left ? `${shown} ${tell("pictures-left", { left: layout.left })}` : shown;
}

function levelKey(scene: Scene, level: number): KeyLine {
  return {
    sign: SIGNS[level % SIGNS.length] ?? "●",
    colour: LEVEL_COLOURS[level % LEVEL_COLOURS.length] ?? COLOURS.ink,
    text: scene.tell(level ? "pictures-level" : "pictures-index", { level }),
  };
}

function optionOf(scene: Scene, layout: Layout, places: Map<string, number>, width: number) {
  const isNarrow = width < NARROW;
  const last = Math.max(1, layout.levels - 1);
  // Between close columns there is no room for numbers: they stand beside whoever was exposed.
  const placesOf = ({ id }: Placed) =>
    layout.levels === 2
      ? ""
      : layout.ties
          .filter(({ to }) => to === id)
          .map(({ placeId }) => ` · ${places.get(placeId)}`)
          .join("");
  return {
    animation: false,
    textStyle: TEXT,
    tooltip: { renderMode: "richText", confine: true, textStyle: TEXT },
    grid: { left: isNarrow ? 56 : 80, right: isNarrow ? 92 : 100, top: 20, bottom: 20 },
    xAxis: { show: false, type: "value", min: 0, max: last },
    yAxis: { show: false, type: "value", min: 0, max: 1, inverse: true },
    series: [
      {
        type: "graph",
        coordinateSystem: "cartesian2d",
        symbolSize: 13,
        edgeSymbol: ["none", "arrow"],
        edgeSymbolSize: 7,
        lineStyle: { color: COLOURS.soft, width: 1.2, opacity: 0.7 },
        label: { show: true, ...TEXT, fontSize: isNarrow ? 10 : 11, distance: 3, ...GROUND },
        edgeLabel: { show: !isNarrow || layout.levels === 2, ...TEXT, fontSize: 10, ...GROUND },
        emphasis: { focus: "adjacency" },
        data: layout.nodes.map((node) => nodeOf(scene, node, isNarrow ? placesOf(node) : "")),
        links: layout.ties.map((tie) => linkOf(scene, tie, places)),
      },
    ],
  };
}

function nodeOf(scene: Scene, node: Placed, places: string) {
  const name = scene.speech.person(node.id);
  return {
    id: node.id,
    name,
    value: [node.level, node.y],
    symbol: SYMBOLS[node.level % SYMBOLS.length],
    itemStyle: { color: LEVEL_COLOURS[node.level % LEVEL_COLOURS.length] },
    label: {
      formatter: name.replace(/ \(.*/, "") + places,
      position: node.level ? "right" : "left",
    },
    tooltip: { formatter: name },
  };
}

function linkOf(scene: Scene, tie: Tie, places: Map<string, number>) {
  const { speech, tell } = scene;
  const said = tell("pictures-tie", {
    from: speech.person(tie.from),
    to: speech.person(tie.to),
    place: speech.place(tie.placeId),
    at: tie.at ? told(tie.at) : "–",
    meetings: tie.meetings,
  });
  return {
    source: tie.from,
    target: tie.to,
    label: { formatter: String(places.get(tie.placeId) ?? "") },
    tooltip: { formatter: said },
  };
}
