import { describe, expect, it } from "vitest";
import { lastSeen } from "./lastSeen.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");

describe("lastSeen", () => {
  it("is no more exact than the server, which knows the hour", () => {
    expect(lastSeen("2026-11-23T11:59:30Z", NOW)).toBe("Seen within the last hour");
    expect(lastSeen("2026-11-23T11:01:00Z", NOW)).toBe("Seen within the last hour");
  });

  it("is in the words of the language from then on", () => {
    expect(lastSeen("2026-11-23T09:59:00Z", NOW)).toBe("Last seen 2 hours ago");
    expect(lastSeen("2026-11-22T11:00:00Z", NOW)).toBe("Last seen yesterday");
  });
});
