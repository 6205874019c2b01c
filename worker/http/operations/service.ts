/** The operations that are about the server itself. */
import * as z from "zod/mini";
import { FAILURES } from "../../layout/wire.ts";
import { operation } from "../operation.ts";
import { Health } from "../schemas/health.ts";
import { named } from "../schemas/named.ts";

const HTML = "text/html";

const OpenApi = named("OpenApi", "See the OpenAPI Specification.", () =>
  z.looseObject({ openapi: z.string() }),
);

export const readHealth = operation(() => ({
  id: "readHealth",
  tag: "Service",
  summary: "Ask whether the server answers",
  description: "To who is signed in it also says how far the archive lags behind.",
  access: "optional",
  replies: { 200: { says: "It does.", schema: Health() } },
  failures: [],
  example: { status: 200, reply: { status: "ok", wireVersion: 1 } },
}));

export const readDocument = operation(() => ({
  id: "readDocument",
  tag: "Service",
  summary: "The API as an OpenAPI document",
  description: "OpenAPI 3.1, made of the schemas that judge what comes in.",
  access: "anyone",
  replies: {
    200: {
      says: "The document.",
      schema: OpenApi(),
      headers: ["ETag", "Cache-Control"],
    },
    304: { says: "The caller has it already.", headers: ["ETag"] },
  },
  failures: [],
  example: { cookies: "", status: 200 },
}));

export const readReference = operation(() => ({
  id: "readReference",
  tag: "Service",
  summary: "The API as a page to read",
  access: "anyone",
  replies: { 200: { says: "The page.", mediaType: HTML } },
  failures: [],
  example: { cookies: "", status: 200 },
}));

export const listProblems = operation(() => ({
  id: "listProblems",
  tag: "Service",
  summary: "All problems, explained",
  access: "anyone",
  replies: { 200: { says: "The page.", mediaType: HTML } },
  failures: [],
  example: { cookies: "", status: 200 },
}));

export const readProblem = operation(() => ({
  id: "readProblem",
  tag: "Service",
  summary: "One problem, explained",
  description: "What the `type` of a problem points to.",
  access: "anyone",
  path: { code: z.enum(FAILURES).check(z.describe("The problem's code.")) },
  replies: { 200: { says: "The page.", mediaType: HTML } },
  failures: ["not-found"],
  example: { cookies: "", path: { code: "version-conflict" }, status: 200 },
}));
