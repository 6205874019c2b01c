/** What is on this device and not on the server, as a person may see it. */
import type { Document } from "../offline/document.ts";
import type { WaitingSave } from "./state.ts";

/** Refused saves first, then those on their way, oldest first. */
export const waitingSaves = ({ rows, parked }: Document): readonly WaitingSave[] => [
  ...parked.map(({ opId, queuedAt, code, detail }) => ({
    ...{ id: opId, queuedAt, state: "parked" as const, code, detail },
  })),
  ...rows.map(({ opId, queuedAt, state, description, lastError }) => ({
    ...{ id: opId, queuedAt, state },
    ...(description === undefined ? {} : { description }),
    ...(lastError === null ? {} : { detail: lastError }),
  })),
];
