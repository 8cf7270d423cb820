/** The public keys that sign passes, each with the window in which it may be used. */

import { hashes, verify } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesOf, hexOf } from "./bytes";

// Signatures are checked by the package alone: not every browser in use knows Ed25519, and one way
// for all gives one verdict for all.
hashes.sha512 = sha512;

export const KID_BYTES = 4;

/** A public key (hexadecimal) and its window in milliseconds, the end excluded. */
export interface PassKey {
  public_key: string;
  not_before_ms: number;
  not_after_ms: number;
  revoked: boolean;
}

/** Tell whether a pass of these times lies inside the key's window. */
export function covers(key: PassKey, issuedMs: number, expiresMs: number): boolean {
  return key.not_before_ms <= issuedMs && expiresMs <= key.not_after_ms;
}

/** Tell whether this key made the signature. */
export function hasSigned(key: PassKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(signature, message, bytesOf(key.public_key), { zip215: false });
  } catch {
    // Not the form of a signature or of a key.
    return false;
  }
}

/** All public keys by short name, the first four bytes of their SHA-256; names may collide. */
export class KeyRing {
  readonly #byName = new Map<string, PassKey[]>();

  constructor(keys: PassKey[]) {
    for (const key of keys) {
      const name = hexOf(sha256(bytesOf(key.public_key)).subarray(0, KID_BYTES));
      const others = this.named(name).filter((known) => known.public_key !== key.public_key);
      this.#byName.set(name, [...others, key]);
    }
  }

  /** Return every key of that name. */
  named(name: string): PassKey[] {
    return this.#byName.get(name) ?? [];
  }
}
