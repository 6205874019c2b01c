/**
 * Ties a handler to the description of its operation, from which the API's document is made and a typed client gets
 * its types. At run time the handler is the very same: a route costs what it costs without.
 */
import type { Context, Handler, Next, TypedResponse } from "hono";
import type { StatusCode } from "hono/utils/http-status";
import type * as z from "zod/mini";
import type { AppEnv } from "./env.ts";
import type { Description, Everywhere, Operation, ReplyDescription, Shape } from "./operation.ts";
import type { problems } from "./problem.ts";
import type { ProblemOf } from "./schemas/problem.ts";

const descriptions = new WeakMap<object, Description>();

/** A handler that has no description is a middleware, or a gap that a test finds. */
export const operationOf = (handler: object): Operation | undefined => descriptions.get(handler)?.();

type Plain = (c: Context<AppEnv, string>, next: Next) => Response | Promise<Response>;

/** Whether what is described is what is answered, the tests ask of every reply that they get. */
export function documented<O extends Operation>(description: Description<O>, handler: Plain): Documented<O>;
export function documented(description: Description, handler: Plain): Documented<Operation> | Plain {
  descriptions.set(handler, description);
  return handler;
}

/** As hono's `hc` reads it. */
export type Documented<O extends Operation> = Handler<
  AppEnv,
  string,
  { in: Asked<O> },
  Promise<Response & Told<O>>
>;

type Asked<O extends Operation> = Part<"query", O["query"]> & Part<"header", O["headers"]> & Body<O["body"]>;

type Part<Name extends string, S> = S extends Shape
  ? object extends Values<S>
    ? { [K in Name]?: Values<S> }
    : { [K in Name]: Values<S> }
  : Nothing;
type Values<S extends Shape> = z.input<z.ZodMiniObject<S>>;

type Nothing = Record<never, never>;

type Body<B> = B extends { readonly schema: infer S extends z.ZodMiniType; readonly isOptional: true }
  ? { json?: ReadonlyDeep<z.input<S>> }
  : B extends { readonly schema: infer S extends z.ZodMiniType }
    ? { json: ReadonlyDeep<z.input<S>> }
    : Nothing;

type Told<O extends Operation> = Replies<O["replies"]> | Failure<O["failures"][number] | Everywhere>;

type Replies<R> = {
  [S in keyof R]: S extends StatusCode ? (R[S] extends ReplyDescription ? Reply<R[S], S> : never) : never;
}[keyof R];

type Reply<R extends ReplyDescription, S extends StatusCode> = R extends {
  readonly schema: infer T extends z.ZodMiniType;
}
  ? TypedResponse<ReadonlyDeep<z.output<T>>, S, "json">
  : R extends { readonly mediaType: string }
    ? TypedResponse<string, S, "text">
    : TypedResponse<null, S, "body">;

type Failure<K extends keyof typeof problems> = K extends keyof typeof problems
  ? TypedResponse<ProblemOf<K>, (typeof problems)[K]["status"], "json">
  : never;

/** What is read is not for writing. */
export type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;
