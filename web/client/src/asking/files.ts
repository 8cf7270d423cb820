/** An answer as a file: the same question asked once more, in another format. */

import { made } from "../console/pages";
import { call } from "../console/server";
import type { Body } from "./form";
import { tell } from "./words";

const FORMATS = ["csv", "xlsx", "parquet", "pdf"] as const;
const CONTACT_LISTS = ["godata", "sormas"] as const;
// Answers that other systems for contact tracing take in.
const LISTED: ReadonlySet<string> = new Set(["contacts", "spread"]);

export type Format = (typeof FORMATS)[number] | (typeof CONTACT_LISTS)[number];

/** Return the buttons by which an answer is fetched as a file. */
export function fileButtons(question: string, take: (format: Format) => void): HTMLElement[] {
  const formats: Format[] = [...FORMATS, ...(LISTED.has(question) ? CONTACT_LISTS : [])];
  return formats.map((format) => {
    const button = made("button", tell(`pages-file-${format}`), {
      type: "button",
      class: "second",
    });
    button.addEventListener("click", () => take(format));
    return button;
  });
}

/** Fetch a file and hand it to the browser, under the name that the server gave it. */
export async function fetchFile(question: string, body: Body, format: Format): Promise<void> {
  const path = `/v1/questions/${question}?format=${format}`;
  const answer = await call(path, { method: "POST", body });
  const link = made("a", "", { download: nameIn(answer.headers, `${question}.${format}`) });
  link.href = URL.createObjectURL(await answer.blob());
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function nameIn(headers: Headers, otherwise: string): string {
  return /filename="?([^";]+)/.exec(headers.get("Content-Disposition") ?? "")?.[1] ?? otherwise;
}
