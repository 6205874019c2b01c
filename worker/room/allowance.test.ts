import { expect, it } from "vitest";
import { createAllowance } from "./allowance.ts";

it("is so many a minute, and as many again in the next", () => {
  let now = 1_000_000;
  const { take } = createAllowance(
    () => 3,
    () => now,
  );
  expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
  now += 59_999;
  expect(take()).toBe(false);
  now += 1;
  expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
  now -= 3_600_000;
  expect(take()).toBe(true);
});
