/**
 * The pass: "CT1:" + base45 of a signed envelope over a CBOR map of claims.
 *
 * Nothing inside is believed before its signature is checked.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { decode } from "./base45";
import { hexOf } from "./bytes";
import { claimMap, opened } from "./cose";
import { covers, hasSigned, type KeyRing, type PassKey } from "./keyring";
import type { Reason } from "./verdicts";

export const PREFIX = "CT1:";
const MAX_TOKEN_CHARS = 600;
const HOUR_MS = 3_600_000;

export const RISK_SYMPTOMS = 1;
export const RISK_CONTACT = 2;
export const RISK_EPIDEMIC_AREA = 4;
export const RISK_IDENTITY_DIFFERS = 8;

const ID = 7;
const ISSUED = 6;
const HOURS = -1;
const CITIZEN = -2;
const NAME = -3;
const BIRTH_YEAR = -4;
const LAST_FOUR = -5;
const RISK = -6;
const ORIGIN = -7;

/** What a pass says; ids are hexadecimal, `origin` is a district's code or empty. */
export interface Claims {
  pass_id: string;
  citizen_id: string;
  issued_ms: number;
  expires_ms: number;
  name: string;
  birth_year: number;
  last_four: string;
  risk: number;
  origin: string;
}

/** A token whose signature one of our keys made. */
export interface ReadPass {
  claims: Claims;
  key: PassKey;
  tokenHash: string;
}

/** A code nothing of which may be believed, and why. */
export interface Unreadable {
  unreadable: Reason;
}

/** Check a scanned text: ours, well-formed, key known, signature good; only then its claims. */
export function read(token: string, ring: KeyRing): ReadPass | Unreadable {
  if (!token.startsWith(PREFIX)) return { unreadable: "not_our_code" };
  if (token.length > MAX_TOKEN_CHARS) return { unreadable: "malformed" };
  const raw = decode(token.slice(PREFIX.length));
  const envelope = raw && opened(raw);
  if (!envelope) return { unreadable: "malformed" };
  const keys = ring.named(envelope.keyName);
  if (keys.length === 0) return { unreadable: "unknown_key" };
  const { toBeSigned, signature } = envelope;
  const key = keys.find((candidate) => hasSigned(candidate, toBeSigned, signature));
  if (!key) return { unreadable: "bad_signature" };
  const claims = claimsOf(envelope.payload);
  if (!claims) return { unreadable: "malformed" };
  if (!covers(key, claims.issued_ms, claims.expires_ms)) return { unreadable: "unknown_key" };
  return { claims, key, tokenHash: hashOf(token) };
}

/** Return the first 128 bits of a token's SHA-256 in hexadecimal. */
export function hashOf(token: string): string {
  return hexOf(sha256(new TextEncoder().encode(token)).subarray(0, 16));
}

function claimsOf(payload: Uint8Array): Claims | null {
  const said = claimMap(payload);
  if (!said) return null;
  const [id, citizen] = [said.get(ID), said.get(CITIZEN)];
  const [issued, hours, birthYear, risk] = [ISSUED, HOURS, BIRTH_YEAR, RISK].map((claim) =>
    said.get(claim),
  );
  const [name, lastFour, origin] = [said.get(NAME), said.get(LAST_FOUR), said.get(ORIGIN)];
  if (!(id instanceof Uint8Array) || !(citizen instanceof Uint8Array)) return null;
  if (!isWhole(issued) || !isWhole(hours) || !isWhole(birthYear) || !isWhole(risk)) return null;
  if (typeof name !== "string" || typeof lastFour !== "string") return null;
  if (origin !== undefined && !isWhole(origin)) return null;
  return {
    pass_id: hexOf(id),
    citizen_id: hexOf(citizen),
    issued_ms: issued * 1000,
    expires_ms: issued * 1000 + hours * HOUR_MS,
    name,
    birth_year: birthYear,
    last_four: lastFour,
    risk,
    origin: origin === undefined ? "" : String(origin).padStart(3, "0"),
  };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
