/** Where a user's room is: one for each name, in the part of the world that data may not leave, if one is set. */
import { Misconfigured } from "../identity/misconfigured.ts";
import type { LayoutRoom } from "./room.ts";

const JURISDICTIONS = ["eu", "us", "fedramp"] as const;

type Place = {
  readonly ROOMS: DurableObjectNamespace<LayoutRoom>;
  /** The same name in another jurisdiction is another room: to be set before the first user comes, or never. */
  readonly JURISDICTION: string;
};

/** @throws Misconfigured for a jurisdiction that there is not. */
export const roomOf = (
  { ROOMS, JURISDICTION: wanted }: Place,
  userId: string,
): DurableObjectStub<LayoutRoom> => {
  if (wanted === "") return ROOMS.getByName(userId);
  const jurisdiction = JURISDICTIONS.find((name) => name === wanted);
  if (jurisdiction !== undefined) return ROOMS.jurisdiction(jurisdiction).getByName(userId);
  throw new Misconfigured(`JURISDICTION is ${JURISDICTIONS.join(", ")} or empty.`);
};
