/** `/api/openapi.json` and `/api/docs`: the API described, for programs and for people. */
import { Hono } from "hono";
import { sha256 } from "../history/sha256.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { createDocument } from "./openapi/document.ts";
import type { DocumentedRoute } from "./openapi/paths.ts";
import { readDocument, readReference } from "./operations/service.ts";
import { htmlPage } from "./pages/page.ts";
import { createReference } from "./pages/reference.ts";
import { isKnown } from "./preconditions.ts";

/** `routes` is asked at the first call, when all of them are there; what was made of them is kept. */
export const openApi = (routes: () => readonly DocumentedRoute[]) => {
  const document = once(() => createDocument(routes()));
  const text = once(() => JSON.stringify(document()));
  const reference = once(() => createReference(document()));
  const tag = once(() => `"${sha256(text())}"`);
  return new Hono<AppEnv>()
    .get(
      "/openapi.json",
      documented(readDocument, (c) => {
        const headers = { ETag: tag(), "Cache-Control": "public, no-cache" };
        if (isKnown(c, tag())) return c.body(null, 304, headers);
        return c.body(text(), 200, { "Content-Type": "application/json", ...headers });
      }),
    )
    .get(
      "/docs",
      documented(readReference, (c) => htmlPage(c, reference()(new URL(c.req.url).origin))),
    );
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
