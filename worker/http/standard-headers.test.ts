import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { layoutOf, newAddress, newGuest, ORIGIN } from "./api.testing.ts";

const WANTED = {
  // A page has one style of its own, by its hash.
  "content-security-policy": expect.stringMatching(
    /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'(; style-src 'sha256-[\w+/]{43}=')?$/,
  ),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=15552000",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

it("tells browsers with every reply what not to do, whatever kind of reply it is", async () => {
  const guest = await newGuest();
  await guest.save(layoutOf("new"), { base: null });
  const calls = [
    ["GET", "/layouts/main", {}, 200],
    ["HEAD", "/layouts/main", {}, 200],
    ["GET", "/layouts/main", { "If-None-Match": '"1"' }, 304],
    ["GET", "/layouts/main/export?history=all", {}, 200],
    ["GET", "/problems/internal", {}, 200],
    ["OPTIONS", "/layouts/main", {}, 204],
    ["POST", "/session", {}, 200],
    ["PUT", "/layouts/main", { Origin: "https://evil.test" }, 403],
    ["GET", "/nothing", {}, 404],
    ["PATCH", "/layouts/main", {}, 405],
    ["PUT", "/layouts/main", {}, 428],
  ] as const;
  for (const [method, path, headers, status] of calls) {
    const sent = { Cookie: guest.cookie, "CF-Connecting-IP": newAddress(), ...headers };
    const reply = await exports.default.fetch(new Request(`${ORIGIN}/api${path}`, { method, headers: sent }));
    await reply.text();
    expect(reply.status, path).toBe(status);
    expect(Object.fromEntries(reply.headers), `${method} ${path}`).toMatchObject({
      ...WANTED,
      "cache-control": expect.stringMatching(/^(private, no-cache|no-store)$/),
      "request-id": expect.stringMatching(/^[\w-]{36}$/),
    });
  }
  expect(env.ALLOWED_ORIGINS).toBe("");
});
