import { expect, it } from "vitest";
import { createAutosave } from "./autosave.ts";
import { createTestClock } from "./manager.testing.ts";

const setUp = () => {
  const clock = createTestClock();
  const saves: number[] = [];
  const autosave = createAutosave({
    clock,
    waitMs: 100,
    maxWaitMs: 250,
    save: () => saves.push(clock.now()),
  });
  return { clock, saves, autosave };
};

it("saves once after a pause", async () => {
  const { clock, saves, autosave } = setUp();
  autosave.touch();
  await clock.advance(60);
  autosave.touch();
  await clock.advance(1_000);
  expect(saves).toEqual([160]);
});

it("does not wait for ever while edits keep coming", async () => {
  const { clock, saves, autosave } = setUp();
  for (let edit = 0; edit < 10; edit += 1) {
    autosave.touch();
    await clock.advance(60);
  }
  expect(saves).toEqual([250, 550]);
});

it("forgets what was cancelled, and hurries what is flushed", async () => {
  const { clock, saves, autosave } = setUp();
  autosave.touch();
  autosave.cancel();
  await clock.advance(1_000);
  autosave.flush();
  expect(saves).toEqual([]);
  autosave.touch();
  autosave.flush();
  await clock.advance(1_000);
  expect(saves).toEqual([1_000]);
});
