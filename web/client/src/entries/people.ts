/** An administrator's page: who may sign in, as what, and where. */

import { saidRoles, tell, trying } from "../accounts/words";
import { unitCode, unitLabel } from "../cases/units";
import { element, made, signedIn } from "../console/pages";
import { call } from "../console/server";

interface Person {
  readonly account: string;
  readonly roles: readonly string[];
  readonly units: readonly string[];
  readonly active: boolean;
  readonly second_factor: boolean;
  readonly password: string;
}

const form = element<HTMLFormElement>("one");
const name = element<HTMLInputElement>("account");
const unit = element<HTMLInputElement>("unit");
const find = element<HTMLInputElement>("find");
let people: Person[] = [];
let own = "";
let area: string[] = [];
let changed: Person | null = null;

function done(text: string, secret = ""): void {
  const [told, hidden] = element("done").querySelectorAll("p");
  if (!told || !hidden) return;
  told.textContent = text;
  hidden.textContent = secret;
  hidden.hidden = !secret;
  element("done").hidden = false;
  element("done").focus();
}

function showArea(): void {
  const chips = area.map((code) => {
    const chip = made("button", `${unitLabel(code)} ×`, { type: "button", class: "second" });
    chip.setAttribute("aria-label", tell("accounts-area-remove", { unit: unitLabel(code) }));
    chip.addEventListener("click", () => {
      area = area.filter((one) => one !== code);
      showArea();
    });
    const item = made("li");
    item.append(chip);
    return item;
  });
  element("area").replaceChildren(...chips);
}

function addUnit(): void {
  const code = unitCode(unit.value);
  if (code && !area.includes(code)) area = [...area, code];
  unit.value = "";
  showArea();
}

/** Fill the form with an account to change, or empty it for a new one. */
function edit(person: Person | null): void {
  changed = person;
  name.value = person?.account ?? "";
  name.readOnly = !!person;
  area = [...(person?.units ?? [])];
  showArea();
  for (const tick of form.querySelectorAll<HTMLInputElement>("[name=role]"))
    tick.checked = person?.roles.includes(tick.value) ?? false;
  element("one-heading").textContent = person
    ? tell("accounts-changing", { account: person.account })
    : tell("accounts-new");
  element("save").textContent = tell(person ? "accounts-save" : "accounts-make");
  element("cancel").hidden = !person;
}

async function put(account: string, body: unknown): Promise<Person> {
  const path = `/v1/officers/${encodeURIComponent(account)}`;
  return (await call(path, { method: "PUT", body })).json();
}

async function save(): Promise<void> {
  if (unit.value) addUnit();
  const roles = new FormData(form).getAll("role");
  const body = { roles, units: area, active: changed?.active ?? true };
  const saved = await put(name.value.trim(), body);
  edit(null);
  await show();
  if (saved.password)
    done(tell("accounts-password-told", { account: saved.account }), saved.password);
  else done(tell("accounts-saved", { account: saved.account }));
}

function action(id: string, sure: string, account: string, what: () => Promise<void>) {
  const button = made("button", tell(id), { type: "button", class: "second" });
  button.addEventListener("click", () => {
    if (sure && !window.confirm(tell(sure, { account }))) return;
    void trying([button], what);
  });
  return button;
}

function actionsOn(person: Person): HTMLButtonElement[] {
  const { account, roles, units } = person;
  const path = `/v1/officers/${encodeURIComponent(account)}`;
  const change = made("button", tell("accounts-change"), { type: "button", class: "second" });
  change.addEventListener("click", () => {
    edit(person);
    element("one-heading").focus();
  });
  if (!person.active) {
    const on = async () => {
      await put(account, { roles, units, active: true });
      await show();
    };
    return [change, action("accounts-switch-on", "", account, on)];
  }
  const factor = action("accounts-factor-take", "accounts-factor-take-sure", account, async () => {
    await call(`${path}/second-factor`, { method: "DELETE" });
    await show();
    done(tell("accounts-factor-taken", { account }));
  });
  return [
    change,
    action("accounts-reset", "accounts-reset-sure", account, async () => {
      const { password } = await (await call(`${path}/password`, { method: "PUT" })).json();
      done(tell("accounts-password-told", { account }), password);
    }),
    ...(person.second_factor ? [factor] : []),
    action("accounts-end-sessions", "accounts-end-sessions-sure", account, async () => {
      await call(`${path}/sessions`, { method: "DELETE" });
      done(tell("accounts-sessions-ended", { account }));
    }),
    action("accounts-switch-off", "accounts-switch-off-sure", account, async () => {
      await put(account, { roles, units, active: false });
      await show();
    }),
  ];
}

function row(person: Person): HTMLLIElement {
  const item = made("li", "", { class: person.active ? "card" : "card off" });
  const about = made("div", "", { class: "about" });
  about.append(made("b", person.account));
  const tag = (id: string, kind = "") => made("span", tell(id), { class: `tag ${kind}` });
  if (!person.active) about.append(tag("accounts-is-off", "bad"));
  if (person.account === own) about.append(tag("accounts-you"));
  const where = person.units.map(unitLabel).join("; ") || tell("accounts-everywhere");
  const proof = tell(person.second_factor ? "accounts-has-factor" : "accounts-no-factor");
  about.append(made("small", `${saidRoles(person.roles)} · ${where} · ${proof}`));
  item.append(about);
  if (person.account !== own) {
    const buttons = made("div", "", { class: "buttons" });
    buttons.append(...actionsOn(person));
    item.append(buttons);
  }
  return item;
}

function showFound(): void {
  const wanted = find.value.trim().toLowerCase();
  const found = people.filter((one) => one.account.includes(wanted));
  element("people").replaceChildren(...found.map(row));
}

async function show(): Promise<void> {
  const { officers }: { officers: Person[] } = await (await call("/v1/officers")).json();
  people = officers;
  showFound();
}

const session = signedIn("administrator");
if (session) {
  own = session.account;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void trying([...form.querySelectorAll("button")], save);
  });
  element("unit-add").addEventListener("click", addUnit);
  element("cancel").addEventListener("click", () => edit(null));
  find.addEventListener("input", showFound);
  void trying([], show);
}
