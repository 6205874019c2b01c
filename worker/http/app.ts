/** The HTTP surface, chained so that its type describes it: `type Api` is what a typed client is made from. */
import { Hono } from "hono";
import { IssuerUnavailable } from "../identity/identify.ts";
import { Misconfigured } from "../identity/misconfigured.ts";
import { log } from "../log.ts";
import { account } from "./account.ts";
import type { AppEnv } from "./env.ts";
import { everyRequest } from "./every-request.ts";
import { sameOrigin } from "./guard.ts";
import { health } from "./health.ts";
import { layouts } from "./layouts.ts";
import { live } from "./live.ts";
import { knownMethods, type Route } from "./methods.ts";
import type { DocumentedRoute } from "./openapi/paths.ts";
import { openApi } from "./openapi.ts";
import { pairings } from "./pairings.ts";
import { problem, Refusal } from "./problem.ts";
import { problemPages } from "./problems.ts";
import { guessing, limitedDoors } from "./rate-limits.ts";
import { session } from "./session.ts";
import { signedIn } from "./signed-in.ts";
import { tokens } from "./tokens.ts";
import { transfer } from "./transfer.ts";
import { versions } from "./versions.ts";

export const app = new Hono<AppEnv>()
  .use(everyRequest)
  .basePath("/api")
  .use(knownMethods((): readonly Route[] => app.routes))
  .use(sameOrigin)
  .use(limitedDoors)
  .use("/session/pairings/redeem", guessing)
  .use("/layouts/*", signedIn)
  .route("/session", session)
  .route("/session/pairings", pairings)
  .route("/tokens", tokens)
  .route("/account", account)
  .route("/layouts", layouts)
  .route("/layouts", versions)
  .route("/layouts", transfer)
  .route("/layouts", live)
  .route("/health", health)
  .route("/problems", problemPages)
  .route(
    "/",
    openApi((): readonly DocumentedRoute[] => app.routes),
  );

export type Api = typeof app;

app.notFound((c) => problem(c, "not-found", "Nothing answers at this address."));

app.onError((error, c) => {
  if (error instanceof Refusal) return problem(c, error.code, error.message, { members: error.members });
  if (error instanceof IssuerUnavailable)
    return problem(c, "unavailable", "The issuer of this token can't be reached.");
  const event = error instanceof Misconfigured ? "misconfigured" : "failed";
  log(event, { requestId: c.get("requestId"), method: c.req.method, error });
  if (error instanceof Misconfigured)
    return problem(c, "unavailable", "This server is not set up completely.");
  if (isPassing(error)) {
    return problem(c, "unavailable", "The service is busy or restarting.");
  }
  return problem(c, "internal", "Something failed that should not.");
});

/** What the platform marks so was not caused by the request: an overloaded or restarting room. */
const isPassing = (error: Error & { readonly overloaded?: boolean; readonly retryable?: boolean }): boolean =>
  error.overloaded === true || error.retryable === true;
