/** How long what is kept, the state of the day keys, and the file on one person. */

import en from "../../../words/en/privacy.ftl";
import vi from "../../../words/vi/privacy.ftl";
import { element, made, signedIn, trying } from "../console/pages";
import { call } from "../console/server";
import { pageLanguage, type Tell, texts } from "../texts";

interface Kept {
  readonly what: string;
  readonly days: number;
  readonly where: string;
}

interface DayKey {
  readonly day: string;
  readonly state: string;
  readonly ends_at: string;
  readonly destroyed_at: string | null;
}

interface Standing {
  readonly kept: readonly Kept[];
  readonly day_keys: readonly DayKey[];
  readonly words_keys: number;
  readonly master_key: string;
  readonly erased_persons: number;
}

const tell: Tell = texts(pageLanguage(), pageLanguage() === "vi" ? vi : en);

// Topics are named as they are; everything else in words.
const NAMED = new Set([
  "movements/clickhouse",
  "memory/worker",
  "photographs/gateway",
  "dead_letters/kafka",
  "names/keys",
  "words/keys",
  "logs/disk",
]);

function row(...texts: string[]): HTMLTableRowElement {
  const tr = made("tr");
  tr.append(...texts.map((text) => made("td", text)));
  return tr;
}

function keptRow(one: Kept): HTMLTableRowElement {
  const named = NAMED.has(`${one.what}/${one.where}`);
  const what = named
    ? tell(`privacy-kept-${one.what}`)
    : tell("privacy-kept-topic", { name: one.what });
  const days = one.days < 0 ? tell("privacy-by-law") : String(one.days);
  return row(what, tell(`privacy-in-${one.where}`), days);
}

function date(text: string | null): string {
  return text ? text.slice(0, 10).split("-").reverse().join("/") : "–";
}

function keyRow(one: DayKey): HTMLTableRowElement {
  const until = one.state === "destroyed" ? one.destroyed_at : one.ends_at;
  return row(date(one.day), tell(`privacy-state-${one.state}`), date(until));
}

function show(told: Standing): void {
  const facts = [
    ["privacy-master", tell(`privacy-master-${told.master_key}`)],
    ["privacy-words-keys", String(told.words_keys)],
    ["privacy-erased", String(told.erased_persons)],
  ];
  element("facts").replaceChildren(
    ...facts.flatMap(([name = "", value]) => [made("dt", tell(name)), made("dd", value)]),
  );
  element("keys").replaceChildren(...told.day_keys.map(keyRow));
  element("kept").replaceChildren(...told.kept.map(keptRow));
}

async function save(): Promise<void> {
  const body = {
    purpose: element<HTMLInputElement>("purpose").value,
    document: {
      kind: element<HTMLSelectElement>("kind").value,
      number: element<HTMLInputElement>("number").value,
    },
  };
  const file = await (await call("/v1/persons/export", { method: "POST", body })).blob();
  const address = URL.createObjectURL(file);
  made("a", "", { href: address, download: "person.zip" }).click();
  URL.revokeObjectURL(address);
  element<HTMLFormElement>("export").reset();
  element("made").textContent = tell("privacy-made");
}

const session = signedIn("administrator", "auditor");
if (session) {
  element("person").hidden = !session.roles.includes("administrator");
  void trying(async () => show(await (await call("/v1/privacy")).json()));
  element("export").addEventListener("submit", (event) => {
    event.preventDefault();
    element("made").textContent = "";
    void trying(save);
  });
}
