/** Which methods an address knows: a 405 names them, and so does the answer to OPTIONS. */
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./env.ts";
import { problem } from "./problem.ts";

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Everything else may change something. */
export const isRead = (method: string): boolean => READS.has(method);

export type Route = { readonly method: string; readonly path: string };

/** `routes` is asked at the first request, when all of them are there. */
export const knownMethods = (routes: () => readonly Route[]) => {
  let methodsAt: ((path: string) => readonly string[]) | null = null;
  return createMiddleware<AppEnv>(async (c, next) => {
    methodsAt ??= createMethodsAt(routes());
    const { method, path } = c.req;
    const known = methodsAt(path);
    if (known.length === 0 || known.includes(method)) return next();
    const headers = { Allow: [...known, "OPTIONS"].join(", ") };
    if (method === "OPTIONS") return c.body(null, 204, headers);
    return problem(c, "method-not-allowed", `${method} does not work here.`, { headers });
  });
};

/**
 * Empty for an address that nothing answers at. Of the patterns that fit, those speak whose words come soonest:
 * `versions/prune` is no version called prune.
 */
export const createMethodsAt = (routes: readonly Route[]): ((path: string) => readonly string[]) => {
  const patterns = routes
    .filter(({ method }) => method !== "ALL")
    .map(toPattern)
    .sort(byWords);
  return (path) => {
    const given = path.split("/");
    const fitting = patterns.filter((pattern) => fits(pattern.parts, given));
    const methods = fitting
      .filter(({ wildness }) => wildness === fitting[0]?.wildness)
      .map(({ method }) => method);
    return [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))];
  };
};

type Pattern = {
  readonly method: string;
  readonly parts: readonly string[];
  /** Digit by digit, whether a name or a word stands there. */
  readonly wildness: string;
};

const toPattern = ({ method, path }: Route): Pattern => {
  const parts = path.split("/");
  return { method, parts, wildness: parts.map((part) => (isName(part) ? "1" : "0")).join("") };
};

const byWords = (a: Pattern, b: Pattern): number =>
  a.wildness < b.wildness ? -1 : a.wildness > b.wildness ? 1 : 0;

const fits = (wanted: readonly string[], given: readonly string[]): boolean =>
  wanted.length === given.length &&
  wanted.every((part, index) => (isName(part) ? given[index] !== "" : part === given[index]));

const isName = (part: string): boolean => part.startsWith(":");
