import { describe, expect, it } from "vitest";
import type { AnyLayout } from "../../worker/layout/schema.ts";
import { createTestServer, notes, save, savedDocument, sealedVersion } from "./document.testing.ts";
import { keyless } from "./keyless.ts";
import { RulesMissing } from "./merging.ts";
import type { Remote } from "./remote.ts";

const MINE = notes({ a: "mine", b: "seed" });

const rowOn = (version: number) => {
  const [row] = save(savedDocument(), MINE, "op").rows;
  if (row === undefined) throw new Error("Nothing waits.");
  return { ...row, base: { ...row.base, version } };
};

/** As the worker answers: with a layout only where it is not what was sent. */
const createWire = () => {
  const server = createTestServer();
  server.put({ ...rowOn(0), base: { ...rowOn(0).base, version: null }, opId: "first" }, "here");
  const wire = server.wire("here");
  const brief = (sent: AnyLayout) => (outcome: Awaited<ReturnType<Remote<AnyLayout>["save"]>>) =>
    outcome.kind === "acked" && JSON.stringify(outcome.layout) === JSON.stringify(sent)
      ? { ...outcome, layout: null }
      : outcome;
  const saving: Remote<AnyLayout>["save"] = async (id, row) => brief(row.layout)(await wire.save(id, row));
  return { server, wire: { ...wire, save: saving } };
};

describe("a sender without keys", () => {
  it("hears that its save arrived", async () => {
    const { wire } = createWire();
    const row = { ...rowOn(1), layout: MINE };
    expect(await keyless(wire).save("guest-1/main", row)).toMatchObject({ kind: "acked", layout: null });
  });

  it("sends nothing over what was sealed meanwhile, and says so", async () => {
    const { server, wire } = createWire();
    server.versions.push(sealedVersion(2));
    expect(await keyless(wire).save("guest-1/main", rowOn(1))).toEqual({
      ...{ kind: "no-answer", error: "locked" },
      met: { seal: "whole", version: 2 },
    });
    expect(server.current()?.version).toBe(2);
  });

  it.each([
    { kind: "outdated", theirs: {} },
    { kind: "acked", version: 3, checksum: "", layout: notes({ a: "merged" }) },
  ])("leaves an answer that brings a layout to somebody else: $kind", async (answer) => {
    const { wire } = createWire();
    const sender = keyless({ ...wire, save: async () => answer as never });
    await expect(sender.save("guest-1/main", rowOn(1))).rejects.toBeInstanceOf(RulesMissing);
    await expect(sender.load("guest-1/main", null)).rejects.toBeInstanceOf(RulesMissing);
  });
});
