/** Which pictures an answer has, and how they are hung into a page. */

import type { ECharts, EChartsCoreOption } from "echarts/core";
import { curve } from "./curve";
import { map } from "./map";
import { isPictured, type Pictured } from "./pictured";
import type { Picture, Scene } from "./scene";
import { timeline } from "./timeline";
import { transmission } from "./transmission";

type Painter = (scene: Scene) => Picture | null;

const PAINTERS: Readonly<Record<Pictured, readonly Painter[]>> = {
  contacts: [transmission, curve],
  spread: [transmission, curve],
  timeline: [timeline],
  vehicle: [timeline],
  flows: [map],
};

export type Start = (host: HTMLElement) => ECharts;

/** Hang the pictures of an answer into a page; they follow its width. */
export function hang(host: HTMLElement, scene: Scene, start: Start): void {
  const painters = isPictured(scene.name) ? PAINTERS[scene.name] : [];
  const pictures = painters.flatMap((paint) => paint(scene) ?? []);
  const figures = pictures.map((picture) => figureOf(picture, scene));
  host.replaceChildren(...figures.map(({ figure }) => figure));
  figures.forEach(({ canvas }, at) => {
    const picture = pictures[at];
    if (picture) drawn(canvas, picture, start);
  });
}

function figureOf(picture: Picture, scene: Scene): { figure: HTMLElement; canvas: HTMLElement } {
  const figure = node("figure", "", "picture");
  figure.id = `picture-${picture.id}`;
  const canvas = node("div", "", "canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${picture.title}. ${picture.caption}`);
  const caption = node("figcaption", "");
  caption.append(node("h3", picture.title), node("p", picture.caption));
  figure.append(caption, keyOf(picture), canvas);
  if (picture.numbered) figure.append(numberedList(picture.numbered));
  if (picture.table) figure.append(tableOf(picture.table, scene.tell("pictures-as-table")));
  return { figure, canvas };
}

function keyOf(picture: Picture): HTMLElement {
  const list = node("ul", "", "key");
  for (const { sign, colour, text } of picture.key) {
    const line = node("li", "");
    const mark = node("span", sign, "sign");
    mark.style.color = colour;
    mark.setAttribute("aria-hidden", "true");
    line.append(mark, text);
    list.append(line);
  }
  return list;
}

function numberedList(texts: readonly string[]): HTMLElement {
  const list = node("ol", "", "numbered");
  list.append(...texts.map((text) => node("li", text)));
  return list;
}

function tableOf(table: NonNullable<Picture["table"]>, title: string): HTMLElement {
  const details = node("details", "");
  const head = node("tr", "");
  for (const text of table.head) {
    const cell = node("th", text);
    cell.setAttribute("scope", "col");
    head.append(cell);
  }
  const body = node("tbody", "");
  for (const row of table.rows) {
    const line = node("tr", "");
    line.append(...row.map((text, at) => node(at ? "td" : "th", text)));
    line.firstElementChild?.setAttribute("scope", "row");
    body.append(line);
  }
  const top = node("thead", "");
  top.append(head);
  const whole = node("table", "");
  whole.append(top, body);
  details.append(node("summary", title), whole);
  return details;
}

function drawn(canvas: HTMLElement, picture: Picture, start: Start): void {
  let chart: ECharts | undefined;
  let width = 0;
  const draw = () => {
    if (!canvas.clientWidth || canvas.clientWidth === width) return;
    width = canvas.clientWidth;
    canvas.style.height = `${picture.height(width)}px`;
    chart ??= start(canvas);
    chart.resize();
    const option: EChartsCoreOption = picture.option(width);
    chart.setOption(option, { notMerge: true });
    // With this it can be printed at another width than it is seen.
    const size = `0 0 ${width} ${picture.height(width)}`;
    canvas.querySelector("svg")?.setAttribute("viewBox", size);
  };
  draw();
  new ResizeObserver(draw).observe(canvas);
}

function node<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text: string,
  name = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}
