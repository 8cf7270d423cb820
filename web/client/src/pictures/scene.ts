/** What a picture is made from, and what it hands over: an option for echarts, and words. */

import type { EChartsCoreOption } from "echarts/core";
import type { Speech } from "../asking/cells";
import type { Row } from "../asking/described";
import type { Lists } from "../asking/lists";
import type { Tell } from "../texts";

export interface Scene {
  readonly name: string;
  readonly answer: Row;
  readonly speech: Speech;
  readonly lists: Lists;
  readonly tell: Tell;
}

/** A picture that fits any width, with what it shows told in words. */
export interface Picture {
  readonly id: string;
  readonly title: string;
  /** What is to be seen, in a sentence: for whoever does not see it, and below it for all. */
  readonly caption: string;
  readonly key: readonly KeyLine[];
  /** What the numbers in the picture stand for, from 1. */
  readonly numbered?: readonly string[];
  /** The same facts as a table, where no table of the answer holds them. */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly string[][] };
  height(width: number): number;
  option(width: number): EChartsCoreOption;
}

/** A line of the key: a sign as it stands in the picture, and what it means. */
export interface KeyLine {
  readonly sign: string;
  readonly colour: string;
  readonly text: string;
}

/** Colours that people with any colour vision tell apart (Okabe and Ito), dark enough on white. */
export const COLOURS = {
  blue: "#0072B2",
  vermilion: "#B84300",
  green: "#00694D",
  orange: "#8F5F00",
  purple: "#8A4A75",
  ink: "#17202a",
  soft: "#4a5763",
  line: "#c3ccd4",
} as const;

// The pages' own type, by name: widths of texts are measured before they are in the page.
const FAMILY = 'system-ui, "Be Vietnam Pro", "Noto Sans", "DejaVu Sans", sans-serif';
export const TEXT = {
  fontFamily: FAMILY,
  color: COLOURS.ink,
  fontSize: 12,
  lineHeight: 15,
} as const;
export const NARROW = 560;
