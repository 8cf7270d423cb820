/** Passes that the citizen wants this device to keep. */

const KEY = "chot-passes";
const MOST = 20;

export type KeptPass = {
  pass_id: string;
  token: string;
  code: string;
  name: string;
  birth_year: string;
  last_four: string;
  issued: string;
  expires: string;
  expires_ms: number;
  risks: string[];
};

/** Return what is kept and not over for long; a device without storage keeps nothing. */
export function keptPasses(storage: Storage, nowMs: number): KeptPass[] {
  try {
    const kept: KeptPass[] = JSON.parse(storage.getItem(KEY) ?? "[]");
    return kept.filter((one) => one.expires_ms > nowMs);
  } catch {
    return [];
  }
}

/** Keep a pass, the newest first; tell whether the device allowed it. */
export function keep(storage: Storage, pass: KeptPass, nowMs: number): boolean {
  const others = keptPasses(storage, nowMs).filter((one) => one.pass_id !== pass.pass_id);
  try {
    storage.setItem(KEY, JSON.stringify([pass, ...others].slice(0, MOST)));
    return true;
  } catch {
    return false;
  }
}

/** Forget a pass, and whatever is over. */
export function forget(storage: Storage, passId: string, nowMs: number): void {
  const others = keptPasses(storage, nowMs).filter((one) => one.pass_id !== passId);
  if (others.length) storage.setItem(KEY, JSON.stringify(others));
  else storage.removeItem(KEY);
}
