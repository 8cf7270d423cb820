/** The form of signing in: name and password, and a code where the account has a second factor. */

import { element } from "./pages";
import { Refusal, signIn } from "./server";
import type { Session } from "./session";

/** Send what the form holds. Null: all was right, and the form now asks for a code as well. */
export async function signInBy(form: HTMLFormElement): Promise<Session | null> {
  const given = new FormData(form);
  const said = (name: string) => String(given.get(name) ?? "");
  const field = element("code-field");
  const code = element<HTMLInputElement>("code");
  try {
    const session = await signIn(said("username"), said("password"), said("code").trim());
    forgetCode();
    return session;
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== "code_needed") throw error;
    field.hidden = false;
    code.required = true;
    code.focus();
    return null;
  }
}

/** Ask for name and password alone, as at first. */
export function forgetCode(): void {
  const code = element<HTMLInputElement>("code");
  code.value = "";
  code.required = false;
  element("code-field").hidden = true;
}
