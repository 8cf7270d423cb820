import { describe, expect, test } from "vitest";
import { Connection, type Trouble } from "../../src/scanner/connection";

function watched(slowMs = 1000) {
  const told: Trouble[] = [];
  return { connection: new Connection(slowMs, (trouble) => told.push(trouble)), told };
}

describe("a scanner judges alone", () => {
  test("after two failures in a row, and says so once", () => {
    const { connection, told } = watched();
    connection.failed();
    connection.answered(10);
    connection.failed();
    expect(connection.isOnline).toBe(true);
    connection.failed();
    connection.failed();
    expect(connection.isOnline).toBe(false);
    expect(told).toEqual(["unreachable"]);
  });

  test("when answers take too long on average, not for a single late one", () => {
    const { connection, told } = watched();
    for (const ms of [100, 100, 2500]) connection.answered(ms);
    expect(connection.isOnline).toBe(true);
    for (const ms of [2500, 2500]) connection.answered(ms);
    expect(told).toEqual(["slow"]);
  });

  test("at once when the device says that there is no network", () => {
    const { connection } = watched();
    connection.lost();
    expect(connection.trouble).toBe("unreachable");
  });
});

describe("a scanner asks the gateway again", () => {
  test("after one answer in time, when it was away", () => {
    const { connection, told } = watched();
    connection.lost();
    connection.answered(5000);
    expect(connection.isOnline).toBe(false);
    connection.answered(100);
    expect(told).toEqual(["unreachable", "none"]);
  });

  test("after two in a row, when it was slow", () => {
    const { connection } = watched();
    for (const ms of [2000, 2000]) connection.answered(ms);
    connection.answered(100);
    expect(connection.trouble).toBe("slow");
    connection.answered(100);
    expect(connection.trouble).toBe("none");
  });

  test("and begins to count anew", () => {
    const { connection } = watched();
    for (const ms of [2000, 2000, 100, 100, 900]) connection.answered(ms);
    expect(connection.isOnline).toBe(true);
  });
});
