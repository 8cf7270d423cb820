/** What scripts say: the same Fluent files as the pages, handed in by each entry. */

import { FluentBundle, FluentResource } from "@fluent/bundle";

export type Language = "vi" | "en";
export type Values = Record<string, string | number>;
export type Tell = (id: string, values?: Values) => string;

/** The page's language, as its `lang` attribute says. */
export function pageLanguage(): Language {
  return document.documentElement.lang === "en" ? "en" : "vi";
}

/** Return a function that gives texts out of Fluent files; an id without text is a mistake of ours. */
export function texts(language: Language, ...files: string[]): Tell {
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const file of files) bundle.addResource(new FluentResource(file));
  return (id, values) => {
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`no text ${id}`);
    return bundle.formatPattern(pattern, values);
  };
}
