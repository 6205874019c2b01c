import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { canonical } from "./canonical.ts";
import {
  CHANGE_TYPES,
  DescribeRequest,
  DeviceRequest,
  ExportedLayout,
  ExportedVersion,
  FAILURES,
  Hello,
  PruneRequest,
  RedeemRequest,
  RollbackRequest,
  SaveRequest,
  SessionRequest,
  TokenRequest,
  WIRE_VERSION,
} from "./wire.ts";

describe("the wire", () => {
  it("changes only together with its version", () => {
    const bodies = [SaveRequest, RollbackRequest, SessionRequest, DescribeRequest, PruneRequest];
    const doors = [RedeemRequest, DeviceRequest, TokenRequest];
    const requests = [...bodies, ...doors, ExportedLayout, ExportedVersion, Hello].map((schema) =>
      z.toJSONSchema(schema),
    );
    const pinned = createHash("sha256")
      .update(canonical([requests, CHANGE_TYPES, FAILURES]))
      .digest("hex")
      .slice(0, 16);
    // A new hash with the old version is a reader that misreads: raise WIRE_VERSION, or let the change be optional.
    expect([WIRE_VERSION, pinned]).toEqual([1, "fcfe09161541ed36"]);
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
    for (const only of [{ form: "tablet" }, { widgetIds: [] }, { widget: "a" }, null])
      expect(RollbackRequest.safeParse({ version: 1, only }).success, JSON.stringify(only)).toBe(false);
    for (const body of [{ pinned: 1 }, { description: "\udc00" }, { version: 1 }])
      expect(DescribeRequest.safeParse(body).success, JSON.stringify(body)).toBe(false);
    for (const keep of [0, 10_001, 1.5, "5", undefined])
      expect(PruneRequest.safeParse({ keep }).success, String(keep)).toBe(false);
  });

  it("passes over what an export says that an import does not know", () => {
    const more = { version: 1, layout: {}, chain: "x", later: [1] };
    expect(ExportedVersion.safeParse(more).data).toEqual({ version: 1, layout: {} });
    expect(ExportedVersion.safeParse({ ...more, createdAt: "2026-02-30T00:00:00Z" }).success).toBe(false);
    expect(ExportedLayout.safeParse({ format: "gridkeep/1" }).success).toBe(false);
  });
});
