/** The HTTP surface, chained so that its type describes it: `type Api` is what a typed client is made from. */
import { Hono } from "hono";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { log } from "../log.ts";
import type { AppEnv } from "./env.ts";
import { sameOrigin, signedIn } from "./guard.ts";
import { health } from "./health.ts";
import { layouts } from "./layouts.ts";
import { problem, Refusal } from "./problem.ts";
import { problemPages } from "./problems.ts";
import { session } from "./session.ts";
import { versions } from "./versions.ts";

export const app = new Hono<AppEnv>()
  .basePath("/api")
  .use(requestId({ headerName: "Request-Id" }))
  // Not for subdomains: whether those speak TLS is not ours to say.
  .use(secureHeaders({ strictTransportSecurity: "max-age=15552000" }))
  .use(async (c, next) => {
    await next();
    // Replies are one user's own; a browser may keep them only to ask whether they still hold.
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "private, no-cache");
  })
  .use(sameOrigin)
  .use("/layouts/*", signedIn)
  .route("/session", session)
  .route("/layouts", layouts)
  .route("/layouts", versions)
  .route("/health", health)
  .route("/problems", problemPages);

export type Api = typeof app;

app.notFound((c) => {
  const allowed = methodsAt(c.req.path);
  if (allowed.length === 0) return problem(c, "not-found", "Nothing answers at this address.");
  return problem(c, "method-not-allowed", `${c.req.method} does not work here.`, {
    headers: { Allow: allowed.join(", ") },
  });
});

app.onError((error, c) => {
  if (error instanceof Refusal) return problem(c, error.code, error.message, { members: error.members });
  log("failed", { requestId: c.get("requestId"), method: c.req.method, error });
  if (isPassing(error)) {
    return problem(c, "unavailable", "The service is busy or restarting.");
  }
  return problem(c, "internal", "Something failed that should not.");
});

/** What the platform marks so was not caused by the request: an overloaded or restarting room. */
const isPassing = (error: Error & { readonly overloaded?: boolean; readonly retryable?: boolean }): boolean =>
  error.overloaded === true || error.retryable === true;

const methodsAt = (path: string): readonly string[] => {
  const methods = app.routes
    .filter((route) => route.method !== "ALL" && fits(route.path, path))
    .map((route) => route.method);
  return [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))];
};

const fits = (pattern: string, path: string): boolean => {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(":") ? given[index] !== "" : part === given[index]))
  );
};
