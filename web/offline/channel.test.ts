import { expect, it } from "vitest";
import { announceOn, type Channel, createChannel, onAnnounced } from "./channel.ts";

/** What it has heard, from now on. */
const heardBy = (channel: Channel): readonly string[] => {
  const heard: string[] = [];
  onAnnounced(channel, (docId) => heard.push(docId));
  return heard;
};

it("is heard by all others, those of its own page among them, and never by itself", async () => {
  const [one, other, third] = [createChannel(), createChannel(), createChannel()];
  const [atOne, atOther, atThird] = [heardBy(one), heardBy(other), heardBy(third)];
  announceOn(one)("guest-1/main");
  announceOn(other)("guest-1/reports");
  await expect.poll(() => atThird).toEqual(["guest-1/main", "guest-1/reports"]);
  expect(atOne).toEqual(["guest-1/reports"]);
  expect(atOther).toEqual(["guest-1/main"]);
});
