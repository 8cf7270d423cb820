/** What an officer can do: each way of working is a screen, and a line here. */

import type { App } from "./app";
import type { IconName } from "./icons";
import type { Reading } from "./readings";
import { groupScreen } from "./screens/group";
import { helpScreen } from "./screens/help";
import { moreScreen } from "./screens/more";
import { outboxScreen } from "./screens/outbox";
import { paperScreen } from "./screens/paper";
import { placeScreen } from "./screens/place";
import { scanScreen } from "./screens/scan";
import { searchScreen } from "./screens/search";
import { waveScreen } from "./screens/wave";

/** What is shown between status bar and menu. */
export interface Screen {
  element: HTMLElement;
  /** Take what was read; without it, the scanning screen takes over. */
  take?(reading: Reading): Promise<void>;
  close?(): void;
}

export interface Mode {
  /** Names the mode in code; its title is the text `scanner-mode-ID`. */
  id: string;
  icon: IconName;
  /** Where it is chosen: in the menu at the bottom, or behind "more". */
  stands: "menu" | "more";
  open(app: App): Screen;
}

export const MODES: Mode[] = [
  { id: "scan", icon: "scan", stands: "menu", open: scanScreen },
  { id: "group", icon: "vehicle", stands: "menu", open: groupScreen },
  { id: "search", icon: "search", stands: "menu", open: searchScreen },
  { id: "wave", icon: "wave", stands: "menu", open: waveScreen },
  { id: "more", icon: "more", stands: "menu", open: moreScreen },
  { id: "paper", icon: "paper", stands: "more", open: paperScreen },
  { id: "outbox", icon: "outbox", stands: "more", open: outboxScreen },
  { id: "place", icon: "place", stands: "more", open: placeScreen },
  { id: "help", icon: "help", stands: "more", open: helpScreen },
];
