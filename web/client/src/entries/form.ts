/** The citizen's form, where there is script: lists to search, more people, a draft, sending. */

import { connect } from "../form/addresses";
import { enhance } from "../form/chooser";
import { forget, keep, kept, restore, valuesOf } from "../form/draft";
import { sendUntilAnswered } from "../form/sending";
import { addTraveller, numbersIn, removeTraveller } from "../form/travellers";

const QUIET_MS = 300;
const CREATED = 201;

class DeclarationPage {
  private readonly said: DOMStringMap;
  private sending: AbortController | undefined;
  private saving = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.said = form.dataset;
    this.dress(form);
    this.bringBack();
    form.addEventListener("input", () => this.saveSoon());
    form.addEventListener("change", () => this.saveSoon());
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("pagehide", () => this.save());
    form.querySelector("#stop")?.addEventListener("click", () => this.sending?.abort());
    document.querySelector("#forget")?.addEventListener("click", () => this.startAnew());
  }

  private text(name: string): string {
    return this.said[`say${name}`] ?? "";
  }

  private dress(part: HTMLElement): void {
    const texts = {
      choose: this.text("Choose"),
      districtAfter: this.text("DistrictAfter"),
      wardAfter: this.text("WardAfter"),
      noList: this.text("NoList"),
    };
    for (const address of part.querySelectorAll<HTMLElement>("[data-address]")) {
      connect(address, texts);
    }
    const found = (count: number) =>
      count === 1 ? this.text("FoundOne") : this.text("Found").replace("999", String(count));
    for (const list of part.querySelectorAll<HTMLSelectElement>("select[data-chooser]")) {
      enhance(list, { found, nothing: this.text("Nothing") });
    }
  }

  /** Fill in what was kept, unless the server just showed the form with what was typed. */
  private bringBack(): void {
    const draft = kept(Date.now());
    if (!draft || this.form.dataset.fresh === undefined) return;
    const wanted = draft.pairs.filter(([name]) => name === "traveller").map(([, n]) => Number(n));
    for (const number of wanted) {
      if (numbersIn(this.form).includes(number)) continue;
      const added = addTraveller(this.form, number);
      if (added) this.dress(added);
    }
    restore(this.form, draft.pairs);
    document.querySelector("#draft")?.removeAttribute("hidden");
  }

  private saveSoon(): void {
    clearTimeout(this.saving);
    this.saving = window.setTimeout(() => this.save(), QUIET_MS);
  }

  private save(): void {
    clearTimeout(this.saving);
    if (this.saving && this.form.isConnected) keep(valuesOf(this.form), Date.now());
  }

  private startAnew(): void {
    clearTimeout(this.saving);
    this.saving = 0;
    forget();
    location.assign("/declare");
  }

  private clicked(event: Event): void {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[name=action]");
    if (!button) return;
    if (button.value === "add") {
      const added = addTraveller(this.form);
      if (!added) return;
      event.preventDefault();
      this.dress(added);
      added.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
      this.saveSoon();
    } else if (button.value.startsWith("remove-")) {
      event.preventDefault();
      removeTraveller(this.form, button);
      this.saveSoon();
    } else if (button.value === "captcha") {
      event.preventDefault();
      void this.anotherCode();
    }
  }

  private async anotherCode(): Promise<void> {
    try {
      const answer = await fetch("/captcha", { method: "POST" });
      const { challenge } = (await answer.json()) as { challenge: string };
      const part = this.form.querySelector(".captcha");
      const field = part?.querySelector<HTMLInputElement>("[name=captcha]");
      part?.querySelector("[name=captcha_challenge]")?.setAttribute("value", challenge);
      part?.querySelector("img")?.setAttribute("src", `/captcha/${challenge}.png`);
      part
        ?.querySelector("audio")
        ?.setAttribute("src", `/captcha/${challenge}.wav?lang=${document.documentElement.lang}`);
      if (field) field.value = "";
      field?.focus();
      this.status("");
    } catch {
      this.status(this.text("Offline"));
    }
  }

  private submitted(event: SubmitEvent): void {
    const button = event.submitter;
    const isSend = !(button instanceof HTMLButtonElement) || button.value === "send";
    if (!isSend) {
      this.save();
      return;
    }
    event.preventDefault();
    this.save();
    if (!this.sending) void this.send();
  }

  private async send(): Promise<void> {
    const pairs = [...new FormData(this.form)] as [string, string][];
    const body = new URLSearchParams([...pairs, ["action", "send"]]).toString();
    const texts = {
      sending: this.text("Sending"),
      retrying: this.text("Retrying"),
      offline: this.text("Offline"),
    };
    this.sending = new AbortController();
    this.busy(true);
    try {
      const { signal } = this.sending;
      const say = (text: string) => this.status(text);
      const answer = await sendUntilAnswered("/declare", body, texts, say, signal);
      if (answer.status === CREATED) this.done();
      show(answer.page);
    } catch {
      this.status("");
    } finally {
      this.sending = undefined;
      this.busy(false);
    }
  }

  private done(): void {
    clearTimeout(this.saving);
    this.saving = 0;
    forget();
  }

  private busy(isBusy: boolean): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[value=send]")) {
      button.disabled = isBusy;
    }
    const stop = this.form.querySelector<HTMLElement>("#stop");
    if (stop) stop.hidden = !isBusy;
  }

  private status(text: string): void {
    const place = this.form.querySelector<HTMLElement>("#sending");
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  }
}

/** Show the page that answered, as if the browser had gone there. */
function show(page: string): void {
  const next = new DOMParser().parseFromString(page, "text/html");
  const main = next.querySelector("main");
  if (main?.querySelector("#declaration")) {
    // The same page again: its scripts run already.
    document.title = next.title;
    document.querySelector("main")?.replaceWith(document.adoptNode(main));
    begin();
  } else {
    document.open();
    document.write(page);
    document.close();
  }
  window.scrollTo(0, 0);
}

function begin(): void {
  const form = document.querySelector<HTMLFormElement>("#declaration");
  if (form) new DeclarationPage(form);
  document.querySelector<HTMLElement>("#errors")?.focus();
}

document.documentElement.classList.add("scripted");
begin();
