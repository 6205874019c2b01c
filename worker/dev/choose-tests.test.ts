import { expect, it } from "vitest";
import { chooseTests } from "./choose-tests.ts";

const paths = {
  units: ["web/offline/drain.test.ts", "worker/room/room.test.ts"],
  journeys: ["web/e2e/history.spec.ts", "web/e2e/offline.spec.ts"],
};
const choose = (...args: string[]) => chooseTests(args, paths);

it("runs everything when nothing is named", () => {
  expect(choose()).toEqual({ units: [], journeys: [] });
});

it("runs the journeys alone when a journey's file is named", () => {
  for (const word of ["history.spec", "history.spec.ts", "web/e2e", "history"])
    expect(choose(word)).toEqual({ units: null, journeys: [word] });
});

it("runs unit tests alone when only they have the word in their path", () => {
  expect(choose("web/offline")).toEqual({ units: ["web/offline"], journeys: null });
  expect(choose("nothing-like-this")).toEqual({ units: ["nothing-like-this"], journeys: null });
});

it("runs both when both have it, each with its own words", () => {
  expect(choose("offline", "room")).toEqual({ units: ["offline", "room"], journeys: ["offline"] });
});

it("lets --only decide, and refuses a half that does not exist", () => {
  expect(choose("--only=browser", "offline")).toEqual({ units: null, journeys: ["offline"] });
  expect(choose("--only=unit")).toEqual({ units: [], journeys: null });
  expect(() => choose("--only=half")).toThrow(/--only takes unit or browser, not "half"/);
});
