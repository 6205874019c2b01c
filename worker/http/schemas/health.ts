import * as z from "zod/mini";
import { named } from "./named.ts";
import { Count, Time } from "./values.ts";

export const Health = named("Health", "That the server answers.", () =>
  z.object({
    status: z.literal("ok"),
    wireVersion: z.int(),
    unpublished: z.exactOptional(
      z
        .object({ versions: Count, oldest: z.nullable(Time) })
        .check(z.describe("Of who calls: versions that are safe in the room and not in the archive yet.")),
    ),
  }),
);
