import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { sha256 } from "../history/sha256.ts";
import { layoutOf, newGuest, send } from "./api.testing.ts";

let said: MockInstance<typeof console.log>;
let failed: MockInstance<typeof console.error>;
beforeEach(() => {
  said = vi.spyOn(console, "log").mockReturnValue();
  failed = vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const lines = (): readonly unknown[] => said.mock.calls.map(([line]) => JSON.parse(String(line)));

describe("the log", () => {
  it("has one line of a request, with what came of it and where", async () => {
    const guest = await newGuest();
    const room = sha256(guest.userId).slice(0, 12);
    said.mockClear();
    await guest.save(layoutOf("new"), { base: null, headers: { "Request-Id": "mine-1" } });
    await guest.save(layoutOf("new"), { base: 1 });
    await guest.save(layoutOf("stale"), { base: 7 });
    await guest.call("GET", "/layouts/main/versions/verify");
    await guest.call("HEAD", "/layouts/main");
    await guest.call("PATCH", "/layouts/main");
    await send("GET", "/layouts/main");
    await send("GET", "/nothing/of/ours");
    const line = (facts: object) => ({
      event: "request",
      requestId: expect.stringMatching(/^[\w-]{36}$/),
      ms: expect.any(Number),
      ...facts,
    });
    const id = "/api/layouts/:id";
    expect(lines()).toEqual([
      line({ requestId: "mine-1", method: "PUT", route: id, status: 201, outcome: "created", room }),
      line({ method: "PUT", route: id, status: 200, outcome: "unchanged", room }),
      line({ method: "PUT", route: id, status: 412, code: "version-conflict", room }),
      line({ method: "GET", route: `${id}/versions/verify`, status: 200, room }),
      line({ method: "HEAD", route: id, status: 200, room }),
      line({ method: "PATCH", route: null, status: 405, code: "method-not-allowed" }),
      line({ method: "GET", route: id, status: 401, code: "unauthenticated" }),
      line({ method: "GET", route: null, status: 404, code: "not-found" }),
    ]);
  });

  it("keeps to itself who called, from where, for what, and whatever a hostile caller writes", async () => {
    const guest = await newGuest("192.0.2.77");
    const mark = "Mallory";
    const headers = {
      ...{ "User-Agent": mark, "Request-Id": `${mark}\n{"event":"forged"}`.replace("\n", " "), Origin: mark },
      ...{ "Idempotency-Key": mark, "If-Match": mark, Referer: `https://${mark}`, "Gridkeep-User": mark },
      ...{ Authorization: `Bearer ${mark}`, "X-Forwarded-For": mark, "Content-Type": mark },
    };
    for (const method of ["GET", "PUT", "DELETE", "POST", "OPTIONS"]) {
      for (const path of [
        `/layouts/${mark}?token=${mark}`,
        `/${mark}`,
        `/layouts/main/versions/${mark}`,
        "/session",
      ]) {
        await guest.call(method, path, { headers });
        const body = { deviceName: mark, layout: layoutOf(mark) };
        await guest.call(method, path, method === "GET" ? {} : { body });
      }
    }
    await guest.save({ ...layoutOf(mark), [mark]: mark }, { base: null, description: mark });
    const text = JSON.stringify([...said.mock.calls, ...failed.mock.calls]);
    expect(text).not.toContain(mark);
    expect(text).not.toContain("192.0.2.77");
    expect(text).not.toContain(guest.userId);
    expect(text).not.toContain(guest.deviceId);
    expect(text).not.toContain(guest.cookie.split("=")[1]);
  });
});
