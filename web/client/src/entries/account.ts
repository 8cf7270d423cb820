/** One's own account: password, second factor, and where one is signed in. */

import { saidRoles, tell, trying } from "../accounts/words";
import { element, made, saidMoment, signedIn } from "../console/pages";
import { drawn } from "../console/qr";
import { call, keepOpened, type Opened } from "../console/server";
import { endSession } from "../console/session";

interface Account {
  readonly account: string;
  readonly roles: readonly string[];
  readonly units: readonly string[];
  readonly password_set_at: string | null;
  readonly second_factor_since: string | null;
  readonly recovery_codes_left: number;
  readonly must_enrol: boolean;
}

interface SessionTold {
  readonly session_id: string;
  readonly opened_at: string;
  readonly used_at: string | null;
  readonly how: string;
  readonly client: string;
  readonly current: boolean;
}

const factorForm = element<HTMLFormElement>("factor");
const confirmForm = element<HTMLFormElement>("confirm");
const passwordForm = element<HTMLFormElement>("password-form");
let account: Account;
let pending = "";

function said(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "").trim();
}

function buttonsOf(form: HTMLFormElement): HTMLButtonElement[] {
  return [...form.querySelectorAll("button")];
}

function done(id: string): void {
  element("done").textContent = tell(id);
  element("done").hidden = false;
}

async function sent<T>(method: string, path: string, body: unknown): Promise<T> {
  return (await call(path, { method, body })).json();
}

function showAccount(): void {
  element("name").textContent = account.account;
  element<HTMLInputElement>("username").value = account.account;
  element("roles").textContent = saidRoles(account.roles);
  element("area").textContent = account.units.join(", ") || tell("accounts-everywhere");
  element("must-enrol").hidden = !account.must_enrol;
  element("password-state").textContent = account.password_set_at
    ? tell("accounts-password-since", { when: saidMoment(account.password_set_at) })
    : tell("accounts-password-first");
  const since = account.second_factor_since;
  element("factor-state").textContent = since
    ? tell("accounts-factor-since", {
        when: saidMoment(since),
        left: account.recovery_codes_left,
      })
    : tell("accounts-factor-none");
  element("factor-begin").textContent = tell(
    since ? "accounts-factor-again" : "accounts-factor-set-up",
  );
  element("factor-off").hidden = !since;
  element("factor-code-field").hidden = !since;
  element<HTMLInputElement>("factor-code").required = !!since;
}

function sessionRow(one: SessionTold): HTMLLIElement {
  const row = made("li", "", { class: "card" });
  const about = made("div", "", { class: "about" });
  about.append(made("b", one.client || tell("accounts-session-unknown")));
  if (one.current) about.append(made("span", tell("accounts-session-now"), { class: "tag good" }));
  const facts = [
    tell("accounts-session-opened", { when: saidMoment(one.opened_at) }),
    tell(`accounts-session-how-${one.how}`),
    ...(one.used_at ? [tell("accounts-session-used", { when: saidMoment(one.used_at) })] : []),
  ];
  about.append(made("small", facts.join(" · ")));
  row.append(about);
  if (!one.current) {
    const button = made("button", tell("accounts-session-end"), {
      type: "button",
      class: "second",
    });
    button.addEventListener("click", () => {
      void trying([button], async () => {
        await call(`/v1/account/sessions/${one.session_id}`, { method: "DELETE" });
        await show();
      });
    });
    row.append(button);
  }
  return row;
}

async function show(): Promise<void> {
  account = await (await call("/v1/account")).json();
  showAccount();
  const { sessions }: { sessions: SessionTold[] } = await (
    await call("/v1/account/sessions")
  ).json();
  element("sessions").replaceChildren(...sessions.map(sessionRow));
}

async function begin(): Promise<void> {
  const body = { password: said(factorForm, "password"), code: said(factorForm, "code") };
  const proposal = await sent<{ secret: string; uri: string; pending: string }>(
    "POST",
    "/v1/account/second-factor",
    body,
  );
  pending = proposal.pending;
  element("factor-picture").replaceChildren(drawn(proposal.uri, tell("accounts-factor-picture")));
  element<HTMLTextAreaElement>("secret").value = proposal.secret.replace(/(.{4})(?=.)/g, "$1 ");
  factorForm.reset();
  factorForm.hidden = true;
  confirmForm.hidden = false;
  element("confirm-code").focus();
}

async function confirm(): Promise<void> {
  const set = await sent<{ recovery_codes: string[]; session: Opened }>(
    "PUT",
    "/v1/account/second-factor",
    { pending, code: said(confirmForm, "code") },
  );
  keepOpened(account.account, set.session);
  confirmForm.reset();
  confirmForm.hidden = true;
  element("factor-picture").replaceChildren();
  element<HTMLTextAreaElement>("secret").value = "";
  element("recovery-codes").replaceChildren(
    ...set.recovery_codes.map((code) => made("li", `${code.slice(0, 5)}-${code.slice(5)}`)),
  );
  element("recovery").hidden = false;
  element("recovery-heading").focus();
  await show();
}

async function switchOff(): Promise<void> {
  const body = { password: said(factorForm, "password"), code: said(factorForm, "code") };
  const opened = await sent<Opened>("POST", "/v1/account/second-factor/removal", body);
  keepOpened(account.account, opened);
  factorForm.reset();
  await show();
  done("accounts-factor-off-done");
}

async function changePassword(): Promise<void> {
  const given = new FormData(passwordForm);
  const opened = await sent<Opened>("POST", "/v1/account/password", {
    password: given.get("password"),
    new_password: given.get("new_password"),
  });
  keepOpened(account.account, opened);
  passwordForm.reset();
  await show();
  done("accounts-password-changed");
}

function onSubmit(form: HTMLFormElement, what: () => Promise<void>): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void trying(buttonsOf(form), what);
  });
}

if (signedIn()) {
  onSubmit(factorForm, begin);
  onSubmit(confirmForm, confirm);
  onSubmit(passwordForm, changePassword);
  element("factor-off").addEventListener("click", () => {
    if (factorForm.reportValidity()) void trying(buttonsOf(factorForm), switchOff);
  });
  element("recovery-noted").addEventListener("click", () => {
    element("recovery-codes").replaceChildren();
    element("recovery").hidden = true;
    factorForm.hidden = false;
  });
  element("end-all").addEventListener("click", () => {
    void trying([element<HTMLButtonElement>("end-all")], async () => {
      await call("/v1/account/sessions", { method: "DELETE" });
      endSession();
      location.assign("/");
    });
  });
  void trying([], show);
}
