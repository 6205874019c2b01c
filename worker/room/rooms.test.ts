import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { Misconfigured } from "../identity/misconfigured.ts";
import { newUser, OWNER } from "./room.testing.ts";
import { roomOf } from "./rooms.ts";

it("is the one of the user's name, wherever nothing is said", async () => {
  const { userId, stub } = newUser();
  expect(roomOf(env, userId).id.equals(stub.id)).toBe(true);
  expect(await roomOf(env, userId).admit(OWNER)).toEqual({ kind: "admitted" });
});

// The local runtime knows no jurisdictions: that it says so shows that it was asked for one.
it.each(["eu", "us", "fedramp"])("is asked for within %s, where that is said", (JURISDICTION) => {
  expect(() => roomOf({ ...env, JURISDICTION }, "guest-1")).toThrow(/jurisdiction/i);
  expect(() => roomOf({ ...env, JURISDICTION }, "guest-1")).not.toThrow(Misconfigured);
});

it("is nowhere, where a jurisdiction is named that there is not", () => {
  expect(() => roomOf({ ...env, JURISDICTION: "EU" }, "guest-1")).toThrow(Misconfigured);
});
