import { beforeEach, describe, expect, it } from "vitest";
import vi from "../../words/vi/pass.ftl?raw";
import { forget, type KeptPass, keep, keptPasses } from "../src/pass/kept";
import { timeLeft } from "../src/pass/left";
import { texts } from "../src/texts";

const HOUR_MS = 3_600_000;

class Drawer {
  entries = new Map<string, string>();
  getItem = (key: string) => this.entries.get(key) ?? null;
  setItem = (key: string, value: string) => void this.entries.set(key, value);
  removeItem = (key: string) => void this.entries.delete(key);
}

function pass(id: string, expiresMs: number): KeptPass {
  return {
    pass_id: id,
    token: `CT1:${id}`,
    code: "data:,",
    name: "NGUYỄN VĂN THỬ",
    birth_year: "1999",
    last_four: "0001",
    issued: "",
    expires: "",
    expires_ms: expiresMs,
    risks: [],
  };
}

describe("a device", () => {
  let drawer: Storage;
  beforeEach(() => {
    drawer = new Drawer() as unknown as Storage;
  });

  it("keeps a pass once, the newest first", () => {
    for (const id of ["one", "two", "one"]) keep(drawer, pass(id, HOUR_MS), 0);
    expect(keptPasses(drawer, 0).map((one) => one.pass_id)).toEqual(["one", "two"]);
  });

  it("forgets what it is told to, and what is over", () => {
    keep(drawer, pass("one", HOUR_MS), 0);
    keep(drawer, pass("two", 3 * HOUR_MS), 0);
    expect(keptPasses(drawer, 2 * HOUR_MS).map((one) => one.pass_id)).toEqual(["two"]);
    forget(drawer, "two", 2 * HOUR_MS);
    expect(drawer.getItem("chot-passes")).toBeNull();
  });

  it("says so when there is no room, and works on when what it kept is broken", () => {
    drawer.setItem("chot-passes", "{");
    expect(keptPasses(drawer, 0)).toEqual([]);
    drawer.setItem = () => {
      throw new Error("QuotaExceededError");
    };
    expect(keep(drawer, pass("one", HOUR_MS), 0)).toBe(false);
  });
});

describe("the time left", () => {
  const tell = texts("vi", vi);

  it("is told in days and hours, then in hours and minutes", () => {
    expect(timeLeft(71.9 * HOUR_MS, tell)).toBe("Còn 2 ngày 23 giờ");
    expect(timeLeft(1.5 * HOUR_MS, tell)).toBe("Còn 1 giờ 30 phút");
  });

  it("is nothing when the pass is over", () => {
    expect(timeLeft(0, tell)).toBeNull();
  });
});
