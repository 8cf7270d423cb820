/** The page of a question: asked by its form, answered below it. */

import { factsOf, freshnessOf, restriction, summary, tableNodes, unitsIn } from "../asking/answer";
import type { Speech } from "../asking/cells";
import type { Question, Row } from "../asking/described";
import { type Format, fetchFile, fileButtons } from "../asking/files";
import { type Body, QuestionForm } from "../asking/form";
import { handedOver, keepPurpose, keptPurpose } from "../asking/kept";
import {
  fetchLists,
  type Lists,
  learnUnits,
  placeName,
  placeOptions,
  unitName,
  unitOptions,
} from "../asking/lists";
import { People } from "../asking/people";
import { language, lasting, tell, word } from "../asking/words";
import { element, made, signedIn } from "../console/pages";
import { call, Refusal, Unreachable } from "../console/server";
import { fill } from "../form/addresses";
import { enhance } from "../form/chooser";
import { isPictured } from "../pictures/pictured";
import type { Scene } from "../pictures/scene";

const PERSON_FORMS: ReadonlySet<string> = new Set(["person", "persons"]);

class QuestionPage {
  readonly #form: QuestionForm;
  readonly #question: Question;
  readonly #people = new People();
  #lists: Lists = { places: new Map(), units: new Map() };
  #asking: AbortController | null = null;

  constructor(
    form: HTMLFormElement,
    readonly roles: readonly string[],
  ) {
    this.#question = JSON.parse(form.dataset.described ?? "{}");
    this.#form = new QuestionForm(form, this.#question);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask();
    });
    element("cancel").addEventListener("click", () => this.#asking?.abort());
  }

  async start(): Promise<void> {
    this.#form.input("purpose").value = keptPurpose();
    try {
      this.#lists = await fetchLists();
    } catch {
      this.#tell(tell("pages-no-lists"));
    }
    this.#dressLists();
    this.#form.fill(new URLSearchParams(location.search));
    const person = handedOver();
    const field = this.#question.fields.find(({ form }) => PERSON_FORMS.has(form));
    if (!person || !field) return;
    this.#form.input(field.name).value = person;
    if (keptPurpose()) await this.ask();
  }

  #dressLists(): void {
    const texts = {
      found: (count: number) => tell("pages-list-found", { count }),
      nothing: tell("pages-list-nothing"),
    };
    const options = { place: placeOptions(this.#lists, language), unit: unitOptions(this.#lists) };
    for (const list of this.#form.form.querySelectorAll<HTMLSelectElement>("select[data-list]")) {
      const first = list.options[0]?.text ?? "";
      fill(list, options[list.dataset.list as "place" | "unit"], first);
      enhance(list, texts);
    }
  }

  async ask(): Promise<void> {
    if (this.#asking) return;
    const { body, faults } = this.#form.filled();
    this.#tell("");
    if (faults.length) {
      this.#form.show(faults);
      return;
    }
    this.#form.clear();
    keepPurpose(String(body.purpose));
    history.replaceState(null, "", `?${this.#form.address()}`);
    this.#asking = new AbortController();
    const ended = this.#busy();
    const began = performance.now();
    try {
      const answer = await this.#answerTo(body, this.#asking.signal);
      const seconds = (performance.now() - began) / 1000;
      await learnUnits(this.#lists, unitsIn(this.#question, answer));
      this.#show(answer, seconds);
      this.#offerFiles(body);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#asking = null;
      ended();
    }
  }

  async #answerTo(body: Body, signal: AbortSignal): Promise<Row> {
    const path = `/v1/questions/${this.#question.name}`;
    return (await call(path, { method: "POST", body, signal })).json();
  }

  /** Show that an answer is on its way, and for how long; return what ends it. */
  #busy(): () => void {
    const [ask, cancel, progress] = [
      element<HTMLButtonElement>("ask"),
      element("cancel"),
      element("progress"),
    ];
    let seconds = 0;
    const say = () => {
      progress.textContent = tell("pages-asking", { seconds: seconds++ });
    };
    say();
    const ticking = window.setInterval(say, 1000);
    ask.disabled = true;
    cancel.hidden = false;
    return () => {
      clearInterval(ticking);
      ask.disabled = false;
      cancel.hidden = true;
      progress.textContent = "";
    };
  }

  #failed(error: unknown): void {
    if (error instanceof Unreachable) this.#tell(tell("console-unreachable"));
    else if (error instanceof Refusal) {
      const homeless = this.#form.show(error.faults);
      if (homeless.length || !error.faults.length) this.#tell(error.message);
    } else if (error instanceof DOMException && error.name === "AbortError") {
      this.#tell(tell("pages-cancelled"));
    } else throw error;
  }

  #tell(text: string): void {
    const problem = element("problem");
    problem.textContent = text;
    problem.hidden = !text;
  }

  #speech(): Speech {
    return {
      language,
      lasting,
      word,
      yes: tell("pages-yes"),
      place: (id) => placeName(this.#lists, id, language),
      unit: (code) => unitName(this.#lists, code),
      person: this.#people.name,
    };
  }

  #show(answer: Row, seconds: number): void {
    this.#people.know((answer.index_cases ?? []) as string[]);
    const speech = this.#speech();
    const dress = this.#people.dress(this.roles.includes("epidemiologist"), () => {
      const said = new URLSearchParams(location.search);
      const span = [...said].filter(([name]) => ["last", "from", "until"].includes(name));
      return new URLSearchParams(span).toString();
    });
    element("summary").textContent = summary(this.#question, answer);
    element("freshness").textContent = freshnessOf(answer);
    const restricted = element("restricted");
    restricted.textContent = restriction(answer, speech);
    restricted.hidden = !restricted.textContent;
    const nodes = tableNodes(this.#question, answer, speech, dress);
    element("facts").replaceChildren(factsOf(this.#question, answer, speech, dress));
    element("tables").replaceChildren(...nodes);
    element("cost").textContent = tell("pages-cost", {
      rows: Number(answer.rows_read ?? 0).toLocaleString(language),
      seconds: seconds.toLocaleString(language, { maximumFractionDigits: 2 }),
    });
    element("answer").hidden = false;
    element("summary").focus();
    void this.#draw({ name: this.#question.name, answer, speech, lists: this.#lists, tell });
  }

  #offerFiles(body: Body): void {
    const said = made("p", "", { role: "status" });
    const take = async (format: Format) => {
      said.textContent = tell("pages-file-making");
      try {
        await fetchFile(this.#question.name, body, format);
        said.textContent = tell("pages-file-made");
      } catch (error) {
        said.textContent =
          error instanceof Unreachable ? tell("console-unreachable") : (error as Error).message;
      }
    };
    const buttons = made("div", "", { class: "buttons" });
    buttons.append(...fileButtons(this.#question.name, take));
    element("files").replaceChildren(buttons, said);
  }

  /** What draws is large, and loaded when there is something to draw. */
  async #draw(scene: Scene): Promise<void> {
    const host = element("pictures");
    host.replaceChildren();
    if (!isPictured(scene.name)) return;
    try {
      const { draw } = await import(this.#form.form.dataset.pictures ?? "");
      draw(host, scene);
    } catch {
      host.append(made("p", tell("pictures-failed"), { class: "note" }));
    }
  }
}

const form = element<HTMLFormElement>("question");
const session = signedIn(...(JSON.parse(form.dataset.described ?? "{}").roles ?? []));
if (session) void new QuestionPage(form, session.roles).start();
