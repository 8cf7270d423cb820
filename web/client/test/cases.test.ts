import { describe, expect, it } from "vitest";
import { dayOf, later, written } from "../src/cases/days";
import { unitCode } from "../src/cases/units";

describe("days of follow-up", () => {
  it("are days in Hà Nội, whatever clock the device has", () => {
    expect(dayOf(new Date("2021-08-23T17:00:00Z"))).toBe("2021-08-24");
    expect(dayOf(new Date("2021-08-23T16:59:59Z"))).toBe("2021-08-23");
  });

  it("follow upon each other over the end of a month", () => {
    expect(later("2021-08-31", 1)).toBe("2021-09-01");
    expect(later("2021-09-01", -2)).toBe("2021-08-30");
  });

  it("are written as people write them, and a missing one as a dash", () => {
    expect(written("2021-08-24")).toBe("24/08/2021");
    expect(written("")).toBe("–");
  });
});

describe("a unit that was typed or chosen", () => {
  it("is known by the code behind its name, or by the code alone", () => {
    expect(unitCode("Quận Ba Đình, Thành phố Hà Nội (001)")).toBe("001");
    expect(unitCode("Thành phố Hà Nội (01) ")).toBe("01");
    expect(unitCode(" 001 ")).toBe("001");
  });
});
