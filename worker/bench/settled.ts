/** Waits until nothing that a crowd saved is left to publish, and fails if that does not come to pass. */
import { setTimeout as wait } from "node:timers/promises";
import type { Crowd, Person } from "./crowd.ts";
import { drive, type Exchange } from "./drive.ts";
import { request } from "./requests.ts";

const PATIENCE_MS = 60_000;

export const settled = async ({ url, people }: Crowd): Promise<void> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let behind = people; behind.length > 0; ) {
    // One of them first: while that one waits, so do the others, and asking all would only disturb.
    const [first, ...others] = behind;
    const late = first === undefined ? [] : await lagging(url, [first]);
    behind = late.length > 0 ? [...others, ...late] : await lagging(url, others);
    if (behind.length === 0) return;
    if (performance.now() > giveUpAt)
      throw new Error(`${behind.length} people's saves were never published.`);
    await wait(100);
  }
};

/** Whose saves are not all published, by the site's own word. */
const lagging = async (url: URL, people: readonly Person[]): Promise<Person[]> => {
  const late: Person[] = [];
  let at = 0;
  const next = (): Exchange | null => {
    const person = people[at];
    at += 1;
    if (person === undefined) return null;
    return {
      request: request("GET", "/api/health", url.host, { Cookie: person.cookie }),
      expected: 200,
      settle: (reply) => {
        if (unpublished(reply.text()) > 0) late.push(person);
      },
    };
  };
  await drive({ url, connections: 4, next });
  return late;
};

const unpublished = (health: string): number => {
  const told: unknown = JSON.parse(health);
  const lag = told instanceof Object && "unpublished" in told ? told.unpublished : undefined;
  if (lag instanceof Object && "versions" in lag && typeof lag.versions === "number") return lag.versions;
  throw new Error(`The health check does not say how much is unpublished: ${health}`);
};
