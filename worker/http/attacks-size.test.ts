import { describe, expect, it } from "vitest";
import { newVictim } from "./attacks.testing.ts";

const zeros = (count: number): string => Array.from({ length: count }, () => 0).join();
const keys = (count: number): string => Array.from({ length: count }, (_, at) => `"k${at}":0`).join();
const widget = (more: string): string => `{"id":"a","type":"x","x":0,"y":0,"w":1,"h":1,"config":{}${more}}`;

/** Faults in great number: each takes two bytes to make, and would take eighty to tell. */
const calls: readonly (readonly [title: string, method: string, path: string, raw: string])[] = [
  ["widgets that are none", "PUT", "/layouts/main", `{"layout":{"desktop":[${zeros(500_000)}],"mobile":[]}}`],
  ["few widgets that are none", "PUT", "/layouts/main", `{"layout":{"desktop":[${zeros(500)}],"mobile":[]}}`],
  [
    "members that are none",
    "PUT",
    "/layouts/main",
    `{"layout":{"desktop":[${widget(`,${keys(50_000)}`)}],"mobile":[]}}`,
  ],
  ["members of the body", "PUT", "/layouts/main", `{"layout":{},${keys(50_000)}}`],
  ["members of the layout", "PUT", "/layouts/main", `{"layout":{"desktop":[],"mobile":[],${keys(50_000)}}}`],
  [
    "names of widgets",
    "POST",
    "/layouts/main/rollback",
    `{"version":1,"only":{"widgetIds":[${zeros(30_000)}]}}`,
  ],
  [
    "imported widgets",
    "POST",
    "/layouts/main/import",
    `{"format":"gridkeep/1","layout":{"desktop":[${zeros(400_000)}],"mobile":[]}}`,
  ],
  [
    "imported versions",
    "POST",
    "/layouts/main/import",
    `{"format":"gridkeep/1","versions":[${zeros(400_000)}]}`,
  ],
  ["tokens", "POST", "/tokens", `{${keys(300)}}`],
];

describe("a reply to what is wrong in very many places is no larger than it has to be", () => {
  it.each(calls)("%s", async (_title, method, path, raw) => {
    const victim = await newVictim();
    const before = await victim.state();
    const reply = await victim.call(method, path, {
      raw,
      headers: { "Content-Type": "application/json", "If-Match": '"3"' },
    });
    expect([reply.status >= 400, reply.status < 500]).toEqual([true, true]);
    expect(reply.text.length).toBeLessThan(10_000);
    expect(await victim.state()).toEqual(before);
  });
});
