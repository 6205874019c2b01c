import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parseFlags } from "./flags.ts";

const parse = (...args: string[]) => parseFlags(args, { port: 8787 });

it("takes both spellings and passes every other flag on, in order", () => {
  expect(parse("--port", "9000", "--ip", "0.0.0.0", "--persist-to=state", "--var", "A:1")).toEqual({
    port: 9000,
    persistTo: resolve("state"),
    rest: ["--ip", "0.0.0.0", "--var", "A:1"],
  });
});

it("has a port and a state of its own when none is named", () => {
  const { port, persistTo, rest } = parse();
  expect(port).toBe(8787);
  expect(persistTo).toMatch(/\.wrangler[/\\]state$/);
  expect(rest).toEqual([]);
});

it("lets the last of two equal flags win", () => {
  expect(parse("--port=1", "--port=2").port).toBe(2);
});

it.each(["", "x", "65536", "-1", "80 "])("refuses the port %o in a sentence", (port) => {
  expect(() => parse(`--port=${port}`)).toThrow(/--port takes a number/);
});

it("refuses --persist-to without a directory", () => {
  expect(() => parse("--persist-to")).toThrow(/takes a directory/);
});
