import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  AUDIENCE,
  claimsOf,
  ISSUER,
  JWKS_URL,
  newKey,
  START,
  sign,
  type TestKey,
} from "../identity/issuer.testing.ts";
import type { Problem, Session } from "../layout/wire.ts";
import { layoutOf, newAddress, newGuest, ORIGIN } from "./api.testing.ts";
import { app } from "./app.ts";

const CONFIGURED = { ...env, JWKS_URL, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE };

/** A call to a server that takes this issuer's tokens. */
const ask = async <T = Session & Problem>(
  method: string,
  path: string,
  headers: Record<string, string>,
  { body, bindings = CONFIGURED }: { body?: unknown; bindings?: object } = {},
) => {
  const payload = body === undefined ? null : JSON.stringify(body);
  const type = payload === null ? {} : { "Content-Type": "application/json" };
  const request = new Request(`${ORIGIN}/api${path}`, {
    method,
    body: payload,
    headers: { "CF-Connecting-IP": newAddress(), ...type, ...headers },
  });
  const reply = await app.fetch(request, { ...env, ...bindings });
  const text = await reply.text();
  const cookie = reply.headers.get("Set-Cookie")?.split(";")[0] ?? null;
  return { status: reply.status, cookie, body: (text === "" ? null : JSON.parse(text)) as T };
};

let key: TestKey;
let keysFetched = 0;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const access = (token: string) => ({ "Cf-Access-Jwt-Assertion": token });
const tokenOf = (sub: string, changes: object = {}) =>
  sign(key, claimsOf({ sub, name: `${sub} at work`, ...changes }));

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: START * 1000 });
  key ??= await newKey("k1");
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
    keysFetched += 1;
    return Response.json({ keys: [key.jwk] });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe.each([
  ["Authorization: Bearer", bearer, "jwt"],
  ["Cf-Access-Jwt-Assertion", access, "access"],
] as const)("a token of the issuer in %s", (_name, header, authenticatedBy) => {
  it("is its subject's user, always the same one, and nobody else", async () => {
    const name = `ada by ${authenticatedBy}`;
    const [ada, again] = [await tokenOf(name), await tokenOf(name, { jti: "2" })];
    const bob = await tokenOf("bob");
    const who = async (token: string) => (await ask("GET", "/session", header(token))).body;
    expect(await who(ada)).toMatchObject({
      authenticatedBy,
      device: { name: `${name} at work` },
      devices: [],
    });
    expect((await who(again)).user).toEqual((await who(ada)).user);
    expect((await who(bob)).user).not.toEqual((await who(ada)).user);
    const create = { "If-None-Match": "*" };
    const body = { layout: layoutOf("ada's") };
    expect((await ask("PUT", "/layouts/main", { ...header(ada), ...create }, { body })).status).toBe(201);
    expect((await ask("GET", "/layouts/main", header(again))).status).toBe(200);
    expect((await ask("GET", "/layouts/main", header(bob))).status).toBe(404);
  });

  it("can have a session that ends with it, and keeps its device with the next one", async () => {
    const user = `${authenticatedBy}-session`;
    const started = await ask("POST", "/session", header(await tokenOf(user)), {
      body: { deviceName: "Laptop" },
    });
    expect([started.status, started.body.device.name]).toEqual([200, "Laptop"]);
    const Cookie = started.cookie ?? "";
    expect((await ask("GET", "/session", { Cookie })).body).toMatchObject({
      user: started.body.user,
      device: started.body.device,
      authenticatedBy: "session",
    });

    vi.setSystemTime((START + 3600) * 1000);
    expect((await ask("GET", "/session", { Cookie })).status).toBe(401);
    const later = await tokenOf(user, { iat: START + 3600, exp: START + 7200 });
    const renewed = await ask("GET", "/session", { ...header(later), Cookie });
    expect(renewed.body).toMatchObject({ device: started.body.device, authenticatedBy });
    expect((await ask("GET", "/session", { Cookie: renewed.cookie ?? "" })).status).toBe(200);
    vi.setSystemTime((START + 7200) * 1000);
    expect((await ask("GET", "/session", { Cookie: renewed.cookie ?? "" })).status).toBe(401);
  });

  it("is no way back for a device that was signed out; it is listed as another one then", async () => {
    const token = await tokenOf(`${authenticatedBy}-devices`);
    const lost = await ask("POST", "/session", header(token));
    const mine = await ask("POST", "/session", header(token));
    await ask("GET", "/session", { Cookie: lost.cookie ?? "" });
    const path = `/session/devices/${lost.body.device.id}`;
    expect((await ask("DELETE", path, { Cookie: mine.cookie ?? "" })).status).toBe(204);
    expect((await ask("GET", "/layouts", { Cookie: lost.cookie ?? "" })).status).toBe(401);
    expect((await ask("GET", "/layouts", { ...header(token), Cookie: lost.cookie ?? "" })).status).toBe(401);
    const anew = await ask("POST", "/session", { ...header(token), Cookie: lost.cookie ?? "" });
    expect([anew.status, anew.body.user]).toEqual([200, lost.body.user]);
    expect(anew.body.device.id).not.toBe(lost.body.device.id);
  });

  it("that fails is not helped by a good cookie, nor does it start a guest", async () => {
    const guest = await newGuest();
    const stranger = await newKey("k1");
    const bad = [
      await tokenOf("ada", { exp: START - 61 }),
      await tokenOf("ada", { aud: "other" }),
      await tokenOf("ada", { iss: "https://other.test" }),
      await sign(stranger),
      "a.b.c",
    ];
    for (const token of bad)
      for (const [method, path] of [
        ["GET", "/layouts"],
        ["POST", "/session"],
        ["GET", "/session"],
      ] as const) {
        const reply = await ask(method, path, { ...header(token), Cookie: guest.cookie });
        expect([reply.status, reply.body.code, reply.cookie]).toEqual([401, "unauthenticated", null]);
      }
  });

  it("begins again, empty, where its user ended the account: once it is newer than that end", async () => {
    const user = `${authenticatedBy}-again`;
    const [first, second] = [await tokenOf(user), await tokenOf(user, { iat: START + 60 })];
    const started = await ask("POST", "/session", header(first));
    const cookie = { Cookie: started.cookie ?? "" };
    const create = { body: { layout: layoutOf("old") } };
    expect((await ask("PUT", "/layouts/main", { ...cookie, "If-None-Match": "*" }, create)).status).toBe(201);
    const made = await ask<{ secret: string }>("POST", "/tokens", cookie, {
      body: { name: "x", scope: "write" },
    });
    vi.setSystemTime((START + 30) * 1000);
    expect((await ask("DELETE", "/account", header(first))).status).toBe(200);

    vi.setSystemTime((START + 90) * 1000);
    // Until nothing of the old account can turn up any more, a new one would be mixed with it.
    expect((await ask("GET", "/layouts", header(second))).status).toBe(401);
    vi.setSystemTime((START + 300) * 1000);
    await runDurableObjectAlarm(env.ROOMS.getByName(started.body.user.id));

    const before = [header(first), cookie, bearer(made.body.secret)];
    const isRefused = async () => {
      for (const headers of before) expect((await ask("GET", "/layouts", headers)).status).toBe(401);
      const session = await ask("POST", "/session", header(first));
      expect([session.status, session.cookie]).toEqual([401, null]);
    };
    await isRefused();
    const again = await ask<{ layouts: unknown[] }>("GET", "/layouts", header(second));
    expect([again.status, again.body.layouts]).toEqual([200, []]);
    expect(
      (await ask("PUT", "/layouts/main", { ...header(second), "If-None-Match": "*" }, create)).status,
    ).toBe(201);
    await isRefused();
    await evictDurableObject(env.ROOMS.getByName(started.body.user.id));
    await isRefused();
    expect((await ask("GET", "/layouts/main", header(second))).status).toBe(200);
    expect((await ask("POST", "/session", header(second))).status).toBe(200);
  });

  it("is asked for again later where the issuer can't be reached", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    vi.mocked(fetch).mockRejectedValue(new Error("connection lost to 10.0.0.7"));
    const bindings = { ...CONFIGURED, JWT_AUDIENCE: `${authenticatedBy}-down` };
    const reply = await ask("GET", "/layouts", header(await tokenOf("ada")), { bindings });
    expect([reply.status, reply.body.code]).toEqual([503, "unavailable"]);
    expect(JSON.stringify(reply.body)).not.toContain("10.0.0.7");
  });
});

describe("where no issuer is configured", () => {
  it("a bearer token that is none of ours is refused, and nobody is asked for keys", async () => {
    keysFetched = 0;
    const reply = await ask("GET", "/layouts", bearer(await tokenOf("ada")), { bindings: {} });
    expect([reply.status, reply.body.code, keysFetched]).toEqual([401, "unauthenticated", 0]);
  });

  it("what anyone can write into the header of Cloudflare Access counts for nothing", async () => {
    const guest = await newGuest();
    const headers = { ...access(await tokenOf("ada")), Cookie: guest.cookie };
    const reply = await ask("GET", "/session", headers, { bindings: {} });
    expect(reply.body.user.id).toBe(guest.userId);
  });

  it("and only half is, nobody is let in by token, and the log says what is missing", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const bindings = { ...CONFIGURED, JWT_AUDIENCE: "" };
    const reply = await ask("GET", "/layouts", bearer(await tokenOf("ada")), { bindings });
    expect([reply.status, reply.body.code]).toEqual([503, "unavailable"]);
    expect(said.mock.calls.join()).toContain("JWT_AUDIENCE");
  });
});
