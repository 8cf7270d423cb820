/** The envelope of a pass: COSE_Sign1 (RFC 9052, tag 18) with the one header we make. */

import { decode, encode } from "cborg";
import { areEqual, hexOf } from "./bytes";
import { KID_BYTES } from "./keyring";

const SIGN1_TAG = 18;
// The map {1: -8 (EdDSA), 4: a name of four bytes}, up to the name.
const HEADER_START = Uint8Array.of(0xa2, 0x01, 0x27, 0x04, 0x40 + KID_BYTES);

/** What an envelope holds; `toBeSigned` is what its signature must cover. */
export interface Envelope {
  keyName: string;
  payload: Uint8Array;
  signature: Uint8Array;
  toBeSigned: Uint8Array;
}

/** Take an envelope apart, believing nothing; null where it is not one of ours in form. */
export function opened(raw: Uint8Array): Envelope | null {
  const parts = partsOf(raw);
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [header, unprotected, payload, signature] = parts;
  if (!(unprotected instanceof Map) || unprotected.size > 0) return null;
  if (!isBytes(header) || !isBytes(payload) || !isBytes(signature)) return null;
  const start = header.subarray(0, HEADER_START.length);
  const name = header.subarray(HEADER_START.length);
  if (!areEqual(start, HEADER_START) || name.length !== KID_BYTES) return null;
  const toBeSigned = encode(["Signature1", header, new Uint8Array(), payload]);
  return { keyName: hexOf(name), payload, signature, toBeSigned };
}

/** Return a payload's map of claims by their numbers; null where it is something else. */
export function claimMap(payload: Uint8Array): Map<unknown, unknown> | null {
  try {
    const said = decode(payload, { useMaps: true });
    return said instanceof Map ? said : null;
  } catch {
    return null;
  }
}

/** Return what the tag of a signed message holds; null where there is no such tag or no CBOR. */
function partsOf(raw: Uint8Array): unknown {
  let tagged: unknown = null;
  const tags = {
    [SIGN1_TAG]: (inner: () => unknown) => {
      tagged = inner();
      return tagged;
    },
  };
  try {
    return decode(raw, { useMaps: true, tags }) === tagged ? tagged : null;
  } catch {
    return null;
  }
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}
