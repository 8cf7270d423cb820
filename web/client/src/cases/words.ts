/** What the pages of cases say. */

import en from "../../../words/en/cases.ftl";
import vi from "../../../words/vi/cases.ftl";
import { pageLanguage, type Tell, texts } from "../texts";

export const say: Tell = texts(pageLanguage(), pageLanguage() === "vi" ? vi : en);

export function number(value: number): string {
  return value.toLocaleString(pageLanguage());
}
