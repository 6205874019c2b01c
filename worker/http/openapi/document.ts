/** The API as an OpenAPI document, made of its routes and of what their descriptions say. */
import { WIRE_VERSION } from "../../layout/wire.ts";
import { TAGS } from "../operation.ts";
import { ANY_FAILURE, anyFailure, anyProblem, failureExamples } from "./failures.ts";
import { headers, sharedParameters } from "./headers.ts";
import { namedSchemas } from "./json-schema.ts";
import { type DocumentedRoute, pathsOf } from "./paths.ts";
import type { OpenApiDocument, Reply } from "./types.ts";

/** That of package.json. */
export const VERSION = "0.1.0";

const DESCRIPTION = `Layouts of dashboards: every save is durable, versioned, attributed and reversible.

**Versions** travel as strong ETags. A write names the version that it builds on in \`If-Match\`; without one it is refused, and with an outdated one it is merged or refused, and never replaces what it did not know. Send an \`Idempotency-Key\` to be able to send a write again.

**Failures** are \`application/problem+json\` with a stable \`code\`; their \`type\` is the address of a page that explains it. An address that does not exist answers \`not-found\`, a method that it does not know \`method-not-allowed\`.

**HEAD** works wherever GET does, and **OPTIONS** lists what works. Unknown query parameters are passed over; one that is known may come once. Replies may get new members: pass over what you do not know.`;

export const createDocument = (routes: readonly DocumentedRoute[]): OpenApiDocument => {
  const responses = new Map<string, Reply>([[ANY_FAILURE, anyFailure()]]);
  const paths = pathsOf(routes, responses);
  return {
    openapi: "3.1.1",
    info: {
      title: "Gridkeep",
      version: `${VERSION}+wire.${WIRE_VERSION}`,
      summary: "Keeps dashboard layouts",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api", description: "The server that this document came from." }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { ...namedSchemas(), Problem: anyProblem() },
      ...{ parameters: sharedParameters, headers, responses: Object.fromEntries(responses) },
      ...{ examples: failureExamples(), securitySchemes },
    },
  };
};

const securitySchemes = {
  session: {
    ...{ type: "apiKey", in: "cookie", name: "__Host-gridkeep_session" },
    description:
      "The cookie that `POST /session` gives. On localhost it is called `gridkeep_session`. Pages of another origin may not write with it.",
  },
  apiToken: {
    ...{ type: "http", scheme: "bearer" },
    description: "An API token, which `POST /tokens` makes. With scope `read` it may not write.",
  },
  issuerToken: {
    ...{ type: "http", scheme: "bearer", bearerFormat: "JWT" },
    description: "A token of the issuer that this server trusts, where it trusts one.",
  },
  access: {
    ...{ type: "apiKey", in: "header", name: "Cf-Access-Jwt-Assertion" },
    description: "Cloudflare Access in front of the server sends it.",
  },
} as const;
