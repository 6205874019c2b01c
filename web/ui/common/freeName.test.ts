import { describe, expect, it } from "vitest";
import type { Answer } from "../../client/index.ts";
import { freeName } from "./freeName.ts";

const nameOf = (_: string, turn: number): string => `copy-${turn}`;

/** Where these names are taken already. */
const saving = (taken: readonly string[], code: "layout-exists" | "unreachable" = "layout-exists") => {
  const tried: string[] = [];
  const save = async (name: string): Promise<Answer<string>> => {
    tried.push(name);
    return taken.includes(name)
      ? { ok: false, failure: { code, message: "No." } }
      : { ok: true, value: name };
  };
  return { tried, save };
};

describe("freeName", () => {
  it("counts on until a name is free, and saves over none", async () => {
    const { tried, save } = saving(["copy-1", "copy-2"]);
    expect(await freeName(nameOf, save)).toEqual({ ok: true, value: "copy-3" });
    expect(tried).toEqual(["copy-1", "copy-2", "copy-3"]);
  });

  it("gives up at once for any other reason, and in the end where all are taken", async () => {
    const away = saving(["copy-1"], "unreachable");
    expect(await freeName(nameOf, away.save)).toMatchObject({ failure: { code: "unreachable" } });
    expect(away.tried).toEqual(["copy-1"]);
    const full = saving(Array.from({ length: 99 }, (_, at) => `copy-${at + 1}`));
    expect(await freeName(nameOf, full.save)).toMatchObject({ failure: { code: "layout-exists" } });
    expect(full.tried).toHaveLength(20);
  });

  it("names the day in a way that a dashboard may be called", async () => {
    const { tried, save } = saving([]);
    await freeName((day, turn) => `copy-${day}-${turn}`, save);
    expect(tried[0]).toMatch(/^copy-\d{4}-\d\d-\d\d-1$/);
  });
});
