/** Pictures of answers, loaded only where there are some to draw. */

import { BarChart, CustomChart, GraphChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { hang } from "../pictures/gallery";
import type { Scene } from "../pictures/scene";

use([
  BarChart,
  CustomChart,
  GraphChart,
  GridComponent,
  LineChart,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
]);

export function draw(host: HTMLElement, scene: Scene): void {
  hang(host, scene, (canvas) => init(canvas, null, { renderer: "svg" }));
}
