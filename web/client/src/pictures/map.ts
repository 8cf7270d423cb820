/** Flows between districts on a schematic map of Hà Nội, with the checkpoints where they stand. */

import { HANOI, type Unit } from "../asking/lists";
import { apart, type Point, pointOf } from "./geography";
import { type Flow, type Movements, movementsOf, sized } from "./movements";
import { COLOURS, NARROW, type Picture, type Scene, TEXT } from "./scene";

const MOST_FLOWS = 25;
const KIND = /^(Quận|Huyện|Thị xã|Thành phố|Tỉnh) /;
// Room for names at the edges.
const MARGIN = 0.14;

/** Return the picture, null where nobody moved. */
export function map(scene: Scene): Picture | null {
  const movements = movementsOf(scene.answer, MOST_FLOWS);
  const busiest = movements.flows[0];
  if (!busiest) return null;
  const { tell, speech } = scene;
  const shown = tell("pictures-map-caption", {
    from: speech.unit(busiest.from),
    to: speech.unit(busiest.to),
    journeys: busiest.journeys,
  });
  const left = movements.left ? ` ${tell("pictures-flows-left", { left: movements.left })}` : "";
  return {
    id: "map",
    title: tell("pictures-map"),
    caption: shown + left,
    key: [
      { sign: "●", colour: COLOURS.blue, text: tell("pictures-map-unit") },
      { sign: "→", colour: COLOURS.vermilion, text: tell("pictures-map-flow") },
      { sign: "◆", colour: COLOURS.soft, text: tell("pictures-map-checkpoint") },
    ],
    height: (width) => Math.min(680, Math.max(480, width * 0.7)),
    option: (width) => optionOf(scene, movements, width),
  };
}

function optionOf(scene: Scene, movements: Movements, width: number) {
  const isNarrow = width < NARROW;
  const units = unitsOn(scene, movements, isNarrow);
  return {
    animation: false,
    textStyle: TEXT,
    tooltip: { renderMode: "richText", confine: true, textStyle: TEXT },
    grid: { left: 8, right: 8, top: 8, bottom: 8 },
    xAxis: { show: false, type: "value", ...reachOf([...units.values()].map(({ x }) => x)) },
    yAxis: { show: false, type: "value", ...reachOf([...units.values()].map(({ y }) => y)) },
    series: [checkpoints(scene), network(scene, movements, units, isNarrow)],
  };
}

function reachOf(values: readonly number[]): { min: number; max: number } {
  return { min: Math.min(...values) - MARGIN, max: Math.max(...values) + MARGIN };
}

/** Districts of the city always, other units if somebody went there or came from there. */
function unitsOn(scene: Scene, movements: Movements, isNarrow: boolean): Map<Unit, Point> {
  const placed = [...scene.lists.units.values()].flatMap((key) => {
    const at = pointOf(key);
    const isShown =
      (key.level === "district" && key.parent === HANOI) || movements.load.has(key.code);
    return at && isShown ? [{ key, at }] : [];
  });
  return isNarrow ? apart(placed, 0.5, 0.12) : apart(placed, 0.3, 0.1);
}

function checkpoints(scene: Scene) {
  const gates = [...scene.lists.places.values()].filter(({ kind }) => kind !== "police");
  return {
    type: "scatter",
    symbol: "diamond",
    symbolSize: 7,
    itemStyle: { color: COLOURS.soft, opacity: 0.55 },
    data: gates.flatMap((gate) => {
      const at = pointOf(gate);
      const tooltip = { formatter: scene.speech.place(gate.place_id) };
      return at ? [{ value: [at.x, at.y], tooltip }] : [];
    }),
  };
}

function network(scene: Scene, movements: Movements, units: Map<Unit, Point>, isNarrow: boolean) {
  const most = movements.flows[0]?.journeys ?? 0;
  const heaviest = Math.max(0, ...movements.load.values());
  const known = new Set([...units.keys()].map(({ code }) => code));
  return {
    type: "graph",
    coordinateSystem: "cartesian2d",
    edgeSymbol: ["none", "arrow"],
    edgeSymbolSize: 9,
    emphasis: { focus: "adjacency" },
    label: {
      show: true,
      position: "bottom",
      distance: 2,
      ...TEXT,
      fontSize: isNarrow ? 10 : 11,
      textBorderColor: "#fff",
      textBorderWidth: 3,
    },
    data: [...units].map(([unit, at]) => ({
      id: unit.code,
      name: unit.name,
      value: [at.x, at.y],
      symbolSize: sized(movements.load.get(unit.code) ?? 0, heaviest, 6, isNarrow ? 18 : 28),
      itemStyle: { color: COLOURS.blue },
      label: { formatter: unit.name.replace(KIND, "") },
      tooltip: {
        formatter: scene.tell("pictures-unit-load", {
          unit: scene.speech.unit(unit.code),
          journeys: movements.load.get(unit.code) ?? 0,
        }),
      },
    })),
    links: movements.flows
      .filter(({ from, to }) => known.has(from) && known.has(to))
      .map((flow) => linkOf(scene, flow, most)),
  };
}

function linkOf(scene: Scene, flow: Flow, most: number) {
  const { tell, speech } = scene;
  return {
    source: flow.from,
    target: flow.to,
    lineStyle: {
      width: sized(flow.journeys, most, 0.8, 8),
      color: COLOURS.vermilion,
      opacity: 0.5,
      curveness: 0.2,
    },
    tooltip: {
      formatter: tell("pictures-flow", {
        from: speech.unit(flow.from),
        to: speech.unit(flow.to),
        journeys: flow.journeys,
        people: flow.people,
      }),
    },
  };
}
