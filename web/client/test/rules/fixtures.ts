/** The cases that every rule book must judge alike, as the other languages read them. */

/// <reference types="vite/client" />

import units from "../../../../contracts/data/units.csv?raw";
import type { Policy, Sight } from "../../src/rules/book";
import { hexOf } from "../../src/rules/bytes";
import { Lists, type ListsContent } from "../../src/rules/lists";
import type { Verdict } from "../../src/rules/verdicts";

const FILES = import.meta.glob<Omit<VerdictCase, "name">>(
  "../../../../tests/fixtures/verdicts/*.json",
  {
    eager: true,
    import: "default",
  },
);

export interface VerdictCase {
  name: string;
  description: string;
  keys: ListsContent["keys"];
  registry: (Record<string, unknown> & { type: string })[];
  token: string;
  sight: Sight;
  policy: Policy;
  expected: Pick<Verdict, "category" | "reason" | "flags">;
}

export function casesOnFile(): VerdictCase[] {
  return Object.entries(FILES).map(([path, content]) => ({
    name: path.replace(/^.*\/|\.json$/g, ""),
    ...content,
  }));
}

/** Return the lists a scanner would hold after a case's keys and registry events. */
export function listsOf(one: VerdictCase): Lists {
  return new Lists(contentOf(one));
}

/** Return the same as the gateway sends it. */
export function contentOf({ keys, registry }: VerdictCase): ListsContent {
  const events = (type: string) => registry.filter((event) => event.type === type);
  return {
    keys: keys.map((key) => ({
      ...key,
      public_key: hexOf(Uint8Array.from(atob(key.public_key), (char) => char.charCodeAt(0))),
    })),
    withdrawn: events("PassWithdrawn") as unknown as ListsContent["withdrawn"],
    zones: events("ZoneDeclared") as unknown as ListsContent["zones"],
    listed: events("CitizenListed") as unknown as ListsContent["listed"],
    parents: parentsOfDistricts(),
  };
}

function parentsOfDistricts(): Record<string, string> {
  const rows = units.trim().split("\n");
  const districts = rows.map((row) => row.split(",")).filter(([level]) => level === "district");
  return Object.fromEntries(districts.map(([, code, parent]) => [code, parent]));
}
