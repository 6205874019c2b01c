/**
 * The people who use one site. Each has a session, a dashboard and the version that was last given to it, and nobody
 * has two requests under way at once: each save builds on the one before.
 */
import type { Draft } from "./draft.ts";
import { drive, type Exchange } from "./drive.ts";
import { createRandom } from "./random.ts";
import { type Act, request, save } from "./requests.ts";

export type Person = {
  readonly cookie: string;
  readonly draft: Draft;
  /** The ETag of the head; null before the first save. */
  head: string | null;
};

export type Crowd = { readonly url: URL; readonly people: readonly Person[] };

/** As many new people as there are drafts, each with a first version. */
export const gather = async (
  url: URL,
  drafts: readonly Draft[],
  { connections = 8 }: { readonly connections?: number } = {},
): Promise<Crowd> => {
  const cookies = await signIn(url, drafts.length, connections);
  const people = drafts.map((draft, at) => ({ cookie: cookies[at] ?? "", draft, head: null }));
  const crowd = { url, people };
  await drive({ url, connections, next: everyone(crowd, save) });
  return crowd;
};

/** Session cookies as the site gives them; a site that gives none is told a name in place of one. */
const signIn = async (url: URL, people: number, connections: number): Promise<readonly string[]> => {
  const cookies: string[] = [];
  let asked = 0;
  const next = (): Exchange | null => {
    if (asked === people) return null;
    asked += 1;
    return {
      request: request("POST", "/api/session", url.host, { Origin: url.origin, "Content-Length": 0 }),
      expected: 201,
      settle: ({ cookie }) => void cookies.push(cookie ?? `person-${crypto.randomUUID()}`),
    };
  };
  await drive({ url, connections, next });
  return cookies;
};

/** Everyone once. */
export const everyone = ({ people, url }: Crowd, act: Act): (() => Exchange | null) => {
  let at = 0;
  return () => {
    const person = people[at];
    at += 1;
    return person === undefined ? null : act(person, url.host);
  };
};

/** Somebody at random who waits for nothing, again and again; null while nobody is free. */
export const anyone = ({ people, url }: Crowd, act: Act, seed = 1): (() => Exchange | null) => {
  const random = createRandom(seed);
  const free = [...people];
  return () => {
    const at = Math.floor(random() * free.length);
    const person = free[at];
    const last = free.pop();
    if (person === undefined || last === undefined) return null;
    if (last !== person) free[at] = last;
    const { settle, ...exchange } = act(person, url.host);
    const done: Exchange["settle"] = (reply) => {
      settle?.(reply);
      free.push(person);
    };
    return { ...exchange, settle: done };
  };
};
