/** The gateway's lists as the device holds them. */

import type { Policy } from "../rules/book";
import type { ListsContent } from "../rules/lists";

export interface HeldPlace {
  place_id: string;
  name_vi: string;
  name_en: string;
  kind: string;
  district: string;
}

/** The answer of `GET /v1/lists`, with the tag by which to ask whether it changed. */
export interface HeldLists extends ListsContent {
  etag: string;
  as_of_ms: number;
  policy: Policy;
  ask_health: boolean;
  places: HeldPlace[];
  device: { device_id: string; place_id: string };
}
