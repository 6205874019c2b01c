import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { layoutOf, newAddress, ORIGIN } from "./api.testing.ts";
import { app } from "./app.ts";
import { newVictim, tokenOf, type Victim } from "./attacks.testing.ts";

type Way = {
  readonly enter: (victim: Victim) => Promise<Record<string, string>>;
  readonly leave: (victim: Victim) => Promise<{ readonly status: number }>;
};

let tokenId = "";
const ways: Readonly<Record<string, Way>> = {
  "a device that is signed out": {
    enter: async ({ phone }) => ({ Cookie: phone.cookie }),
    leave: ({ call, phone }) => call("DELETE", `/session/devices/${phone.deviceId}`),
  },
  "a token that is revoked": {
    enter: async (victim) => {
      const { id, headers } = await tokenOf(victim, "write");
      tokenId = id;
      return headers;
    },
    leave: ({ call }) => call("DELETE", `/tokens/${tokenId}`),
  },
};

describe("an import that was begun before and ends after changes nothing, of", () => {
  it.each(Object.entries(ways))("%s", async (_title, { enter, leave }) => {
    const victim = await newVictim();
    const headers = await enter(victim);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const say = (text: string): Promise<void> => writer.write(new TextEncoder().encode(text));
    const version = { version: 1, layout: layoutOf("late") };
    const request = new Request(`${ORIGIN}/api/layouts/main/import`, {
      method: "POST",
      headers: {
        ...{ "Content-Type": "application/json", "CF-Connecting-IP": newAddress(), "If-Match": '"3"' },
        ...headers,
      },
      body: readable,
    });
    const pending = Promise.resolve(app.fetch(request, env));
    await say(`{"format":"gridkeep/1","versions":[${JSON.stringify(version)},`);
    await say(`${JSON.stringify({ ...version, version: 2 })},`);
    await scheduler.wait(100);

    expect((await leave(victim)).status).toBe(204);
    const before = await victim.state();
    await say(`${JSON.stringify({ ...version, version: 3 })}],"layout":${JSON.stringify(layoutOf("late"))}}`);
    await writer.close();

    const reply = await pending;
    expect([reply.status, (await reply.json<Problem>()).code]).toEqual([401, "unauthenticated"]);
    expect(await victim.state()).toEqual(before);
  });
});
