/**
 * Who this device is: an Ed25519 key that can't leave the browser, and what the gateway calls it.
 *
 * Requests are signed as HTTP Message Signatures (RFC 9421) in the house's profile
 * (`contracts/signatures.py`): method, path, query and the body's digest are covered.
 */

import type { Database } from "./database";
import type { Settings } from "./settings";

const CURRENT = "device";
/** Made by order and not yet known to be the gateway's: one of the two is. */
const NEXT = "device-next";
const COMPONENTS = '("@method" "@path" "@query" "content-digest")';
const NONCE_BYTES = 12;

/** What a request is, all but its body. */
export interface Addressed {
  method: string;
  path: string;
  query: string;
}

/** What the gateway is shown of a key: the key itself, and its signature of a code or id. */
export interface Shown {
  public_key: string;
  proof: string;
}

export class DeviceKey {
  #private: CryptoKey | undefined;
  #id = "";

  constructor(
    readonly database: Database,
    readonly settings: Settings,
  ) {}

  get id(): string {
    return this.#id;
  }

  get isEnrolled(): boolean {
    return this.#id !== "" && this.#private !== undefined;
  }

  /** Read what is kept; tell whether that changed anything: another tab may have a new key. */
  async load(): Promise<boolean> {
    const before = this.#private;
    this.#private = await this.database.get("keys", CURRENT);
    this.#id = (await this.settings.enrolled())?.device_id ?? "";
    return before !== undefined && !(await isSame(before, this.#private));
  }

  /** Return a key to enrol with, and its proof for a code; asked again, the same key. */
  async show(code: string): Promise<Shown> {
    const kept = await this.#pair(CURRENT);
    this.#private = kept.privateKey;
    return shown(kept, code);
  }

  /** Take note of what the gateway calls this device. */
  async enrolled(id: string): Promise<void> {
    await this.settings.enrol({ device_id: id });
    this.#id = id;
  }

  /** Return a key to take the present one's place, and its proof; asked again, the same key. */
  async showNext(): Promise<Shown> {
    return shown(await this.#pair(NEXT), this.#id);
  }

  /** Exchange the two keys, of which one is the gateway's; tell whether there are two. */
  async turn(): Promise<boolean> {
    const change = this.database.transaction("keys", "readwrite");
    const next = await change.store.get(NEXT);
    if (next) {
      for (const [one, other] of [
        [CURRENT, NEXT],
        [publicName(CURRENT), publicName(NEXT)],
      ] as const) {
        const [first, second] = [await change.store.get(one), await change.store.get(other)];
        if (second) await change.store.put(second, one);
        if (first) await change.store.put(first, other);
      }
      this.#private = next;
    }
    await change.done;
    return next !== undefined;
  }

  /** Keep the present key alone: the gateway has said that it is the right one. */
  async settle(): Promise<void> {
    await this.database.delete("keys", NEXT);
    await this.database.delete("keys", publicName(NEXT));
  }

  /** Forget the key: nothing can be signed any more, and nobody can sign as this device. */
  async forget(): Promise<void> {
    const change = this.database.transaction("keys", "readwrite");
    for (const name of [CURRENT, NEXT]) {
      await change.store.delete(name);
      await change.store.delete(publicName(name));
    }
    await change.done;
    await this.settings.leave();
    this.#private = undefined;
    this.#id = "";
  }

  /** Return the headers that sign a request; none where the device is not enrolled. */
  async headers(request: Addressed, body: BufferSource, atMs: number) {
    if (!this.#private || !this.#id) return {};
    const digest = await digestOf(body);
    const nonce = base64(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
    const createdS = Math.floor(atMs / 1000);
    const parameters = `${COMPONENTS};created=${createdS};keyid="${this.#id}";nonce="${nonce}"`;
    const text = new TextEncoder().encode(baseOf(request, digest, parameters));
    const signature = await crypto.subtle.sign("Ed25519", this.#private, text);
    return {
      "Content-Digest": digest,
      "Signature-Input": `chot=${parameters}`,
      Signature: `chot=:${base64(signature)}:`,
    };
  }

  /** Return a kept pair, making it where there is none; of two tabs both take the first. */
  async #pair(name: string): Promise<CryptoKeyPair> {
    const made = (await crypto.subtle.generateKey("Ed25519", false, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const change = this.database.transaction("keys", "readwrite");
    const privateKey = await change.store.get(name);
    const publicKey = await change.store.get(publicName(name));
    const pair = privateKey && publicKey ? { privateKey, publicKey } : made;
    if (pair === made) {
      await change.store.put(made.privateKey, name);
      await change.store.put(made.publicKey, publicName(name));
    }
    await change.done;
    return pair;
  }
}

/** Return what is signed: the signature base of RFC 9421, section 2.5. */
export function baseOf({ method, path, query }: Addressed, digest: string, parameters: string) {
  return [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"@query": ?${query}`,
    `"content-digest": ${digest}`,
    `"@signature-params": ${parameters}`,
  ].join("\n");
}

async function digestOf(body: BufferSource): Promise<string> {
  return `sha-256=:${base64(await crypto.subtle.digest("SHA-256", body))}:`;
}

async function shown({ publicKey, privateKey }: CryptoKeyPair, subject: string): Promise<Shown> {
  const public_key = base64(await crypto.subtle.exportKey("raw", publicKey));
  const text = new TextEncoder().encode(`chot-device-key:${subject}:${public_key}`);
  return { public_key, proof: base64(await crypto.subtle.sign("Ed25519", privateKey, text)) };
}

/** Private keys can't be looked at: two are the same if they sign alike, as Ed25519 always does. */
async function isSame(one: CryptoKey, other: CryptoKey | undefined): Promise<boolean> {
  if (!other) return false;
  const text = new Uint8Array(1);
  const [first, second] = await Promise.all(
    [one, other].map((key) => crypto.subtle.sign("Ed25519", key, text)),
  );
  return base64(first as ArrayBuffer) === base64(second as ArrayBuffer);
}

function publicName(name: string): string {
  return `${name}-public`;
}

function base64(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
