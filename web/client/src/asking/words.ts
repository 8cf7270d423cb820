/** The texts of the question pages, and the words of the house that stand in answers. */

import enVerdicts from "../../../../contracts/words/en.ftl";
import viVerdicts from "../../../../contracts/words/vi.ftl";
import enConsole from "../../../words/en/console.ftl";
import enPages from "../../../words/en/pages.ftl";
import enPictures from "../../../words/en/pictures.ftl";
import viConsole from "../../../words/vi/console.ftl";
import viPages from "../../../words/vi/pages.ftl";
import viPictures from "../../../words/vi/pictures.ftl";
import { pageLanguage, type Tell, texts, type Values } from "../texts";

const files = {
  en: [enConsole, enPages, enPictures, enVerdicts],
  vi: [viConsole, viPages, viPictures, viVerdicts],
};

export const language = pageLanguage();
export const tell: Tell = texts(language, ...files[language]);

/** Return a text, or another where nobody has written it yet. */
export function tellOr(id: string, otherwise: string, values?: Values): string {
  try {
    return tell(id, values);
  } catch {
    return otherwise;
  }
}

/** Return a value of the house's vocabulary in words: `in`, `refuse`, `repeat_scan`. */
export function word(column: string, value: string): string {
  const plain = value.replaceAll("_", " ");
  if (column.endsWith("reason")) return tellOr(`verdict-${value}`, plain);
  return tellOr(`pages-word-${column}-${value}`, tellOr(`pages-word-${value}`, plain));
}

/** Return what a column is called: by its table, by its way into the row, or by its name alone. */
export function columnName(path: readonly string[], table = ""): string {
  const last = path[path.length - 1] ?? "";
  const names = [`${table}-${last}`, path.join("-"), last];
  return names.reduceRight(
    (otherwise, name) => tellOr(`pages-column-${name}`, otherwise),
    last.replaceAll("_", " "),
  );
}

/** Return how long something lasted: 2 h 5 min. */
export function lasting(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return tell("pages-seconds", { seconds: whole });
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return tell("pages-minutes", { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return tell("pages-hours", { hours, minutes: minutes % 60 });
  return tell("pages-days", { days: Math.floor(hours / 24), hours: hours % 24 });
}
