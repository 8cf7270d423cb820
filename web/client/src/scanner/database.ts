/** What the scanner keeps on the device, in IndexedDB. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { HeldLists } from "./holdings";
import type { Sealed } from "./vault";

/** Something that waits to be sent; nothing but its id and kind is readable. */
export interface WaitingRow {
  id: string;
  kind: string;
  /** Until when it is somebody's who may still change or send it, in device time. */
  hold_until_ms: number;
  content: Sealed;
  attachment?: Sealed;
}

/** What the gateway would not take, kept with its reason until a person settles it. */
export interface RefusedRow extends WaitingRow {
  reason: string;
  refused_ms: number;
}

export interface ScannerSchema extends DBSchema {
  settings: { key: string; value: unknown };
  keys: { key: string; value: CryptoKey };
  lists: { key: string; value: HeldLists };
  outbox: { key: number; value: WaitingRow; indexes: { id: string } };
  refused: { key: string; value: RefusedRow };
}

export type Database = IDBPDatabase<ScannerSchema>;

const VERSION = 1;

/** Open the device's store, making it where it is not there yet. */
export function openDatabase(name = "chot-scanner"): Promise<Database> {
  return openDB<ScannerSchema>(name, VERSION, {
    upgrade(database) {
      database.createObjectStore("settings");
      database.createObjectStore("keys");
      database.createObjectStore("lists");
      // Numbered as they come in: sent in that order, counted without being read.
      database.createObjectStore("outbox", { autoIncrement: true }).createIndex("id", "id", {
        unique: true,
      });
      database.createObjectStore("refused", { keyPath: "id" });
    },
  });
}
