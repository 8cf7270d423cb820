/** The curve of the last hours, drawn; the same figures stand beside it as a table. */

import uPlot from "uplot";
import type { Points } from "./figures";
import { hour, number, tell } from "./words";

export interface Colours {
  readonly ink: string;
  readonly line: string;
  readonly in: string;
  readonly out: string;
  readonly refused: string;
}

export const ON_WHITE: Colours = {
  ink: "#17202a",
  line: "#dde3e8",
  in: "#0b4f9c",
  out: "#8a5200",
  refused: "#a11212",
};

export const ON_BLACK: Colours = {
  ink: "#e8eef4",
  line: "#33414f",
  in: "#7cc0ff",
  out: "#ffc46b",
  refused: "#ff8f8f",
};

/** A curve in a box, as wide as the box. */
export class Curve {
  readonly #plot: uPlot;

  constructor(
    private readonly box: HTMLElement,
    colours: Colours,
    private readonly fontPx: number,
  ) {
    this.#plot = new uPlot(this.#options(colours), [[], [], [], []], box);
    new ResizeObserver(() => this.#plot.setSize(this.#size())).observe(box);
  }

  show(points: Points): void {
    const seconds = points.at_ms.map((at) => at / 1000);
    this.#plot.setData([seconds, points.in, points.out, points.refused]);
  }

  #size(): { width: number; height: number } {
    return { width: this.box.clientWidth, height: this.box.clientHeight };
  }

  #options(colours: Colours): uPlot.Options {
    const axis = {
      stroke: colours.ink,
      grid: { stroke: colours.line, width: 1 },
      ticks: { stroke: colours.line, width: 1 },
      font: `${this.fontPx}px system-ui, sans-serif`,
    };
    const series = (label: string, stroke: string, dash: number[]): uPlot.Series => ({
      label,
      stroke,
      dash,
      width: this.fontPx / 6,
      points: { show: false },
    });
    return {
      ...this.#size(),
      cursor: { show: false },
      legend: { show: false },
      scales: { y: { range: (_, __, most) => [0, Math.max(4, most * 1.1)] } },
      axes: [
        {
          ...axis,
          size: this.fontPx * 2.4,
          space: this.fontPx * 6,
          values: (_, ats) => ats.map((at) => hour(at * 1000)),
        },
        { ...axis, size: this.fontPx * 4.2, values: (_, found) => found.map(number) },
      ],
      series: [
        {},
        series(tell("board-in"), colours.in, []),
        series(tell("board-out"), colours.out, [8, 4]),
        series(tell("board-refused"), colours.refused, [2, 3]),
      ],
    };
  }
}
