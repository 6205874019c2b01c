import { describe, expect, it } from "vitest";
import type { Problem, Session } from "../layout/wire.ts";
import { newGuest, send } from "./api.testing.ts";

describe("/api/session", () => {
  it("starts a guest once and answers the same guest afterwards", async () => {
    const first = await send<Session>("POST", "/session", { body: { deviceName: "Kitchen tablet" } });
    expect(first.status).toBe(201);
    expect(first.body.device.name).toBe("Kitchen tablet");
    const cookie = first.headers.get("Set-Cookie") ?? "";
    const headers = { Cookie: cookie.split(";")[0] ?? "" };
    const again = await send<Session>("POST", "/session", { body: { deviceName: "Other" }, headers });
    const { devices: _, ...who } = first.body;
    expect([again.status, again.body]).toEqual([200, { ...again.body, ...who }]);
    expect(again.body.devices).toMatchObject([first.body.device]);
    expect((await send<Session>("GET", "/session", { headers })).body).toEqual(again.body);
  });

  it("keeps the cookie from scripts, from other sites, and off unencrypted connections", async () => {
    const { headers } = await send("POST", "/session");
    expect(headers.get("Set-Cookie")).toMatch(
      /^__Host-gridkeep_session=.*; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("renews the cookie at each visit, so that a guest who keeps coming stays", async () => {
    const guest = await newGuest();
    expect((await guest.call("GET", "/session")).headers.get("Set-Cookie")).toContain("Max-Age=34560000");
  });

  it("signs out", async () => {
    const guest = await newGuest();
    const reply = await guest.call("DELETE", "/session");
    expect(reply.status).toBe(204);
    expect(reply.headers.get("Set-Cookie")).toContain("Max-Age=0");
  });

  it("refuses a device name that is none", async () => {
    for (const deviceName of ["", 7, "x".repeat(101)]) {
      const reply = await send<Problem>("POST", "/session", { body: { deviceName } });
      expect([reply.status, reply.body.code]).toEqual([400, "invalid-parameter"]);
    }
  });
});
