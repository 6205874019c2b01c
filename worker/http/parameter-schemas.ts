/** Parameters as the document describes them, made of what `parameters.ts` and `preconditions.ts` parse them by. */
import * as z from "zod/mini";
import { Id } from "../layout/schema.ts";
import { LIMIT, OPERATION_ID } from "./parameters.ts";
import { VERSION_TAG } from "./preconditions.ts";

const note = (description: string, example?: unknown, more: object = {}) =>
  z.meta({ description, ...(example === undefined ? {} : { examples: [example] }), ...more });

export const layoutId = () =>
  Id.check(
    note(
      "The layout's name. Most people have one, `main`. One or two dots and nothing else can't stand in an address.",
      "main",
    ),
  );
export const deviceId = () => Id.check(note("The device's id, as `GET /session` lists it."));
export const tokenId = () => Id.check(note("The token's id, as `GET /tokens` lists it.", "5f0c5bd2a7e14f60"));

const version = () => z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER));

export const versionNumber = () => version().check(note("The version's number.", 2));

export const limit = () =>
  z.exactOptional(
    z
      .int()
      .check(
        z.gte(LIMIT.least),
        z.lte(LIMIT.most),
        note("How many at a time.", 20, { default: LIMIT.unless }),
      ),
  );

export const before = () => z.exactOptional(version().check(note("Only versions below this one.")));
export const after = () => z.exactOptional(Id.check(note("Only layouts whose names come after this one.")));
export const since = () =>
  z.exactOptional(version().check(note("The version to compare with; the one before unless told.", 1)));

/** Where no header can say it. */
export const expectedUser = () =>
  z.exactOptional(
    z.string().check(note("As the header `Gridkeep-User`, which browsers can't set on a socket.")),
  );

export const choice = <const T extends readonly [string, ...string[]]>(words: T, description: string) =>
  z.exactOptional(z.enum(words).check(note(description, undefined, { default: words[0] })));

const ifMatch = () =>
  z.string().check(z.regex(VERSION_TAG), note("The version that this builds on, as an ETag.", '"1"'));

/** Of what can create a layout: one of the two is to be sent. */
export const baseHeaders = () => ({
  "If-Match": z.exactOptional(ifMatch()),
  "If-None-Match": z.exactOptional(
    z.literal("*").check(note("Instead of If-Match: the layout is to be created.")),
  ),
});

/** Of what can only be done to a layout that is there. */
export const presentBaseHeaders = () => ({ "If-Match": ifMatch() });

export const operationHeaders = () => ({
  "Idempotency-Key": z.exactOptional(
    z
      .string()
      .check(
        z.regex(OPERATION_ID),
        note(
          "A name for this operation, to send it again safely: it takes effect once, whatever has happened since.",
          "my-op-1",
        ),
      ),
  ),
});

export const knownHeaders = () => ({
  "If-None-Match": z.exactOptional(
    z.string().check(note("ETags that the caller has already: if one still holds the answer is 304.", '"1"')),
  ),
});
