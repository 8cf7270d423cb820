/** Keeps what waits on the device unreadable: AES-GCM under a key that can't leave the browser. */

import type { Database } from "./database";

const KEY = "outbox";
const IV_BYTES = 12;

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export class Vault {
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  /** Open the device's vault with its key; of two tabs that make one at once, both take the first. */
  static async open(database: Database): Promise<Vault> {
    const known = await database.get("keys", KEY);
    if (known) return new Vault(known);
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]);
    const change = database.transaction("keys", "readwrite");
    const first = await change.store.get(KEY);
    if (!first) await change.store.put(made, KEY);
    await change.done;
    return new Vault(first ?? made);
  }

  async seal(content: unknown): Promise<Sealed> {
    return this.sealBytes(new TextEncoder().encode(JSON.stringify(content)));
  }

  /** Return what was sealed; throws where it was sealed under another key. */
  async unseal<T>(sealed: Sealed): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.unsealBytes(sealed)));
  }

  async sealBytes(bytes: BufferSource): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, bytes);
    return { iv, data };
  }

  async unsealBytes({ iv, data }: Sealed): Promise<ArrayBuffer> {
    return crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.#key, data);
  }
}
