/** Tables of calls that are to be refused: each with a typed problem, and nothing changed. */
import { expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { type CallOptions, layoutOf, newGuest } from "./api.testing.ts";

export type Case = readonly [
  title: string,
  method: string,
  path: string,
  options: CallOptions,
  status: number,
  code: string,
];

/** A case that explains itself: `call` is method and path. */
export const refused = (status: number, code: string, call: string, options: CallOptions = {}): Case => {
  const [method = "", path = ""] = call.split(" ");
  return [`${call} ${JSON.stringify(options).slice(0, 80)}: ${code}`, method, path, options, status, code];
};

export const invalid = (call: string, options: CallOptions = {}): Case =>
  refused(400, "invalid-parameter", call, options);

/** Calls of a guest who has one layout, `main`, in one version. */
export const expectRefused = (cases: readonly Case[]): void =>
  it.each(cases)("%s", async (_title, method, path, options, status, code) => {
    const guest = await newGuest();
    await guest.save(layoutOf("kept"), { base: null });
    const state = async () => [
      (await guest.head()).body,
      await guest.versions(),
      (await guest.call("GET", "/layouts")).body,
      (await guest.call("GET", "/layouts?deleted=true")).body,
    ];
    const before = await state();

    const reply = await guest.call<Problem>(method, path, options);

    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(reply.headers.get("Content-Type")).toBe("application/problem+json");
    expect(reply.headers.get("Request-Id")).toBe(reply.body.requestId);
    expect(reply.body.status).toBe(status);
    expect(reply.text).not.toMatch(/SELECT|INSERT|node_modules|\.ts:|secret/i);
    expect(await state()).toEqual(before);
  });
