import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { canonical } from "./canonical.ts";
import {
  CHANGE_TYPES,
  FAILURES,
  RollbackRequest,
  SaveRequest,
  SessionRequest,
  WIRE_VERSION,
} from "./wire.ts";

describe("the wire", () => {
  it("changes only together with its version", () => {
    const requests = [SaveRequest, RollbackRequest, SessionRequest].map((schema) => z.toJSONSchema(schema));
    const pinned = createHash("sha256")
      .update(canonical([requests, CHANGE_TYPES, FAILURES]))
      .digest("hex")
      .slice(0, 16);
    // A new hash with the old version is a reader that misreads: raise WIRE_VERSION, or let the change be optional.
    expect([WIRE_VERSION, pinned]).toEqual([1, "6a24e2906be908c1"]);
  });

  it("refuses unknown fields, foreign change types, ids and texts that canonical JSON can't carry", () => {
    expect(SaveRequest.safeParse({ layout: {} }).success).toBe(true);
    const bad = [
      {},
      { layout: {}, extra: 1 },
      { layout: {}, changeType: "x" },
      { layout: {}, deviceId: "a b" },
      { layout: {}, description: "\ud800" },
      { layout: {}, description: "x".repeat(501) },
    ];
    for (const body of bad) expect(SaveRequest.safeParse(body).success, JSON.stringify(body)).toBe(false);
    for (const version of [0, 1.5, "1", 1e21])
      expect(RollbackRequest.safeParse({ version }).success).toBe(false);
    expect(SessionRequest.safeParse({ deviceName: "" }).success).toBe(false);
  });
});
