/** Who was written into the field for persons: one a line, by paper or by id. Pure. */

export interface Document {
  readonly kind: "cccd" | "cmnd" | "passport" | "other";
  readonly number: string;
}

export interface Persons {
  readonly citizenIds: readonly string[];
  readonly documents: readonly Document[];
  /** The lines (from 1) on which the ids and the documents stand. */
  readonly idLines: readonly number[];
  readonly documentLines: readonly number[];
}

const ID = /^[0-9a-f]{32}$/;
const KINDS: Readonly<Record<string, Document["kind"]>> = {
  cccd: "cccd",
  cmnd: "cmnd",
  cmt: "cmnd",
  passport: "passport",
  hc: "passport",
  "hộ chiếu": "passport",
  other: "other",
  khác: "other",
};
const NAMED = new RegExp(`^(${Object.keys(KINDS).join("|")})[\\s:]+(.+)$`, "iu");

/** Read the lines. A kind of paper may stand before its number; else the number's form tells it. */
export function readPersons(text: string): Persons {
  const citizenIds: string[] = [];
  const documents: Document[] = [];
  const idLines: number[] = [];
  const documentLines: number[] = [];
  text.split(/[\n;,]/).forEach((line, index) => {
    const said = line.normalize("NFC").trim();
    if (!said) return;
    if (ID.test(said.toLowerCase())) {
      citizenIds.push(said.toLowerCase());
      idLines.push(index + 1);
    } else {
      documents.push(documentIn(said));
      documentLines.push(index + 1);
    }
  });
  return { citizenIds, documents, idLines, documentLines };
}

function documentIn(said: string): Document {
  const named = NAMED.exec(said);
  const kind = KINDS[named?.[1]?.toLowerCase() ?? ""];
  if (named?.[2] && kind) return { kind, number: named[2].trim() };
  const bare = said.replace(/[\s.-]/g, "");
  if (/^\d{12}$/.test(bare)) return { kind: "cccd", number: said };
  if (/^\d{9}$/.test(bare)) return { kind: "cmnd", number: said };
  if (/^[A-Z]\d{7,8}$/i.test(bare)) return { kind: "passport", number: said };
  return { kind: "other", number: said };
}

/** Return the line that a fault's field (`documents[1].number`, `citizen_ids[0]`) speaks of. */
export function lineOf(field: string, persons: Persons): number | null {
  const at = /^(documents|citizen_ids)\[(\d+)\]/.exec(field);
  if (!at) return null;
  const lines = at[1] === "documents" ? persons.documentLines : persons.idLines;
  return lines[Number(at[2])] ?? null;
}
