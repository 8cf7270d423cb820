/** The officers' page of paper sheets: the queue, one sheet beside its form, its pass. */

import consoleEn from "../../../words/en/console.ftl";
import en from "../../../words/en/paper.ftl";
import consoleVi from "../../../words/vi/console.ftl";
import vi from "../../../words/vi/paper.ftl";
import { element, made } from "../console/pages";
import { call, Refusal, signOut, Unreachable } from "../console/server";
import { currentSession } from "../console/session";
import { signInBy } from "../console/signing";
import { type Move, Photo } from "../paper/photo";
import { nextSheet, type Queue, type Sheet, sayAge, saySummary, sayWay } from "../paper/sheets";
import { type FieldError, TypedSheet } from "../paper/typed";
import { pageLanguage, texts } from "../texts";

const LOOK_EVERY_MS = 5_000;
// The gateway lends a sheet for ten minutes.
const LENGTHEN_EVERY_MS = 4 * 60_000;

const language = pageLanguage();
const tell = texts(language, ...(language === "vi" ? [vi, consoleVi] : [en, consoleEn]));
const sections = ["sign-in", "queue", "entry", "done"] as const;
type Section = (typeof sections)[number];

interface Entered {
  readonly pass_id: string;
  readonly issued_at: string;
  readonly expires_at: string;
  readonly qr_svg: string;
}

class PaperPage {
  readonly #photo = new Photo(element("photo"), element<HTMLCanvasElement>("picture"));
  readonly #typed = new TypedSheet(element<HTMLFormElement>("typed"));
  #queue: Queue | undefined;
  #sheet: Sheet | undefined;
  #section: Section = "sign-in";
  #behindSignIn: Section = "queue";
  #lookedThrough = false;

  constructor() {
    element<HTMLFormElement>("sign-in").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#do(() => this.#signIn());
    });
    element("sign-out").addEventListener("click", () => void this.#signOut());
    this.#typed.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#do(() => this.#save());
    });
    this.#typed.form.addEventListener("input", () => this.#warn([]));
    element<HTMLFormElement>("reject").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#do(() => this.#reject());
    });
    for (const button of document.querySelectorAll<HTMLElement>("[data-photo]"))
      button.addEventListener("click", () => this.#photo.move(button.dataset.photo as Move));
    element("put-back").addEventListener("click", () => void this.#do(() => this.#putBack()));
    element("print").addEventListener("click", () => print());
    element("next").addEventListener("click", () => void this.#do(() => this.#next()));
    element("to-queue").addEventListener("click", () => void this.#do(() => this.#look("queue")));
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey && event.key === "Enter" && this.#section === "entry")
        this.#typed.form.requestSubmit();
    });
    window.addEventListener("pagehide", () => this.#letGo());
    setInterval(
      () => this.#section === "queue" && void this.#do(() => this.#look()),
      LOOK_EVERY_MS,
    );
    setInterval(() => void this.#lengthen(), LENGTHEN_EVERY_MS);
    if (currentSession()) void this.#do(() => this.#look("queue"));
    else this.#show("sign-in");
  }

  #show(section: Section): void {
    this.#section = section;
    for (const name of sections) element(name).hidden = name !== section;
    const session = currentSession();
    const out = element("sign-out");
    out.hidden = !session;
    if (session) out.textContent = tell("console-sign-out", { account: session.account });
  }

  /** Do something with the gateway and say what hinders it; who has to sign in, comes back. */
  async #do(step: () => Promise<void>): Promise<void> {
    try {
      await step();
      this.#say("");
    } catch (error) {
      if (error instanceof Refusal && error.status === 401 && this.#section !== "sign-in") {
        this.#behindSignIn = this.#section;
        this.#show("sign-in");
      }
      this.#say(
        error instanceof Unreachable
          ? tell("console-unreachable")
          : String((error as Error).message),
      );
    }
  }

  #say(text: string): void {
    const problem = element("problem");
    problem.hidden = !text;
    if (problem.textContent !== text) problem.textContent = text;
  }

  async #signIn(): Promise<void> {
    const form = element<HTMLFormElement>("sign-in");
    if (!(await signInBy(form))) return;
    form.reset();
    if (this.#behindSignIn === "entry" && this.#sheet) this.#show("entry");
    else await this.#look("queue");
  }

  async #signOut(): Promise<void> {
    await this.#do(() => this.#putBack());
    await signOut();
    this.#behindSignIn = "queue";
    this.#show("sign-in");
  }

  async #look(then?: Section): Promise<void> {
    const queue: Queue = await (await call("/v1/sheets")).json();
    this.#queue = queue;
    const summary = saySummary(queue, tell);
    const said = element("summary");
    if (said.textContent !== summary) said.textContent = summary;
    said.classList.toggle(
      "late",
      queue.sheets.some((sheet) => sheet.is_alarm),
    );
    element("sheets").hidden = queue.waiting === 0;
    this.#draw(queue);
    if (then) this.#show(then);
  }

  #draw(queue: Queue): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.sheet;
    element("rows").replaceChildren(...queue.sheets.map((sheet) => this.#row(sheet)));
    if (focused)
      document.querySelector<HTMLElement>(`[data-sheet="${CSS.escape(focused)}"]`)?.focus();
  }

  #row(sheet: Sheet): HTMLElement {
    const row = made("tr", "", { class: sheet.is_alarm ? "late" : "" });
    const place = made("td", sheet.place);
    place.append(made("span", sayWay(sheet, tell), { class: "note" }));
    const account = currentSession()?.account;
    const button = made(
      "button",
      tell(sheet.opened_by === account ? "paper-go-on" : "paper-enter"),
      {
        type: "button",
        "data-sheet": sheet.sheet_id,
        "aria-label": tell("paper-enter-sheet", {
          taken: moment(sheet.taken_at),
          place: sheet.place,
        }),
      },
    );
    button.addEventListener("click", () => void this.#do(() => this.#open(sheet.sheet_id)));
    const last = made("td");
    const isHeld = sheet.opened_by !== "" && sheet.opened_by !== account;
    last.append(isHeld ? tell("paper-held", { account: sheet.opened_by }) : button);
    row.append(
      made("th", sayAge(sheet.age_s, tell), { scope: "row" }),
      place,
      made("td", moment(sheet.taken_at)),
      made("td", sheet.taken_by),
      last,
    );
    return row;
  }

  async #open(sheetId: string): Promise<void> {
    const path = `/v1/sheets/${sheetId}`;
    const sheet: Sheet = await (await call(`${path}/claim`, { method: "PUT" })).json();
    this.#sheet = sheet;
    this.#warn([]);
    element<HTMLFormElement>("reject").reset();
    element("entry-heading").textContent = tell("paper-entry", { taken: moment(sheet.taken_at) });
    element("entry-about").textContent = `${sheet.place} · ${sayWay(sheet, tell)}`;
    this.#show("entry");
    this.#typed.start(sheet.taken_at);
    scrollTo(0, 0);
    await this.#bringPhoto(path);
  }

  /** A sheet whose photograph is missing can still be rejected, or typed in from the paper. */
  async #bringPhoto(path: string): Promise<void> {
    const missing = element("no-photo");
    missing.hidden = true;
    this.#photo.clear();
    try {
      await this.#photo.show(await (await call(`${path}/photo`)).blob());
    } catch (error) {
      missing.textContent = tell("paper-no-photo", { why: String((error as Error).message) });
      missing.hidden = false;
    }
  }

  async #save(): Promise<void> {
    const sheet = this.#sheet;
    if (!sheet) return;
    const path = `/paper/${sheet.sheet_id}/entry`;
    const body = this.#typed.values();
    const save = element<HTMLButtonElement>("save");
    save.disabled = true;
    try {
      if (!this.#lookedThrough) {
        const checked = await call(`${path}?check=yes`, { method: "POST", body });
        const warnings: FieldError[] = await checked.json();
        this.#typed.showErrors([], "");
        if (warnings.length) return this.#warn(warnings);
      }
      const answer = await call(path, { method: "POST", body });
      this.#finish(await answer.json());
    } catch (error) {
      if (!(error instanceof Refusal) || !error.faults.some(({ field }) => field)) throw error;
      if (error.faults.some(({ field }) => field === "sheet_id")) throw error;
      const title = tell("paper-errors", { count: error.faults.length });
      this.#typed.showErrors(error.faults, title);
    } finally {
      save.disabled = false;
    }
  }

  /** Show what looks wrong; whoever saves again has looked. */
  #warn(warnings: readonly FieldError[]): void {
    const place = element("warnings");
    place.querySelector("ul")?.replaceChildren(...warnings.map(({ text }) => made("li", text)));
    place.hidden = warnings.length === 0;
    this.#lookedThrough = warnings.length > 0;
    element("save").textContent = tell(this.#lookedThrough ? "paper-save-anyway" : "paper-save");
    if (warnings.length) place.focus();
  }

  #finish(entered: Entered): void {
    const code = element<HTMLImageElement>("pass-code");
    code.src = `data:image/svg+xml,${encodeURIComponent(entered.qr_svg)}`;
    element("pass-name").textContent = this.#typed.name;
    const from = moment(entered.issued_at);
    element("pass-times").textContent = tell("paper-valid-times", {
      from,
      until: moment(entered.expires_at),
    });
    element("pass-id").textContent = entered.pass_id;
    element("pass-over").hidden = new Date(entered.expires_at) > new Date();
    this.#leave("done");
    element("done-heading").focus();
  }

  async #reject(): Promise<void> {
    const why = element<HTMLSelectElement>("why");
    if (!this.#sheet || !why.reportValidity()) return;
    const path = `/v1/sheets/${this.#sheet.sheet_id}/rejection`;
    await call(path, { method: "PUT", body: { reason: why.value } });
    await this.#look();
    this.#leave("queue");
    element("summary").textContent = `${tell("paper-rejected")} ${element("summary").textContent}`;
  }

  async #putBack(): Promise<void> {
    const sheet = this.#sheet;
    if (!sheet) return;
    await call(`/v1/sheets/${sheet.sheet_id}/claim`, { method: "DELETE" });
    await this.#look();
    this.#leave("queue");
  }

  async #next(): Promise<void> {
    await this.#look();
    const next = this.#queue && nextSheet(this.#queue, currentSession()?.account ?? "");
    if (next) await this.#open(next.sheet_id);
    else this.#show("queue");
  }

  #leave(section: Section): void {
    this.#sheet = undefined;
    this.#photo.clear();
    this.#typed.form.reset();
    this.#show(section);
  }

  async #lengthen(): Promise<void> {
    const sheet = this.#sheet;
    if (sheet)
      await this.#do(
        async () => void (await call(`/v1/sheets/${sheet.sheet_id}/claim`, { method: "PUT" })),
      );
  }

  /** Whoever closes the page mid-way keeps nobody waiting for ten minutes. */
  #letGo(): void {
    const session = currentSession();
    if (!this.#sheet || !session) return;
    void fetch(`/v1/sheets/${this.#sheet.sheet_id}/claim`, {
      method: "DELETE",
      headers: { Authorization: `Bearer ${session.token}` },
      keepalive: true,
    });
  }
}

function moment(text: string): string {
  return new Date(text).toLocaleString(language === "vi" ? "vi-VN" : "en-GB", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: "Asia/Ho_Chi_Minh",
  });
}

document.documentElement.classList.add("scripted");
new PaperPage();
