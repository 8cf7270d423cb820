/** A question in an address: its span and window, never whom or which vehicle it is about. Pure. */

import type { Field, Form } from "./described";

const UNSAID: ReadonlySet<Form> = new Set(["person", "persons", "plate", "text"]);

export type Typed = Record<string, string>;
export type Span = { last: string } | { from: string; until: string };

/** Return the query of an address; what is as usual is left out. */
export function addressOf(fields: readonly Field[], typed: Typed, span: Span): string {
  const said = new URLSearchParams(span);
  for (const field of fields) {
    const value = typed[field.name] ?? "";
    const isUsual = value === String(field.usual ?? "") || (field.usual === false && !value);
    if (!UNSAID.has(field.form) && value && !isUsual) said.set(field.name, value);
  }
  return said.toString();
}
