/** Values that many schemas have in common. */
import * as z from "zod/mini";

export const Time = z.string().check(z.meta({ format: "date-time", description: "ISO 8601, in UTC." }));

export const Count = z.int().check(z.gte(0));

export const VersionNumber = z.int().check(z.gte(1));

const HEX_SHA256 = /^[0-9a-f]{64}$/;

export const Digest = z.string().check(z.regex(HEX_SHA256));
