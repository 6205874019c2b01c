/** All of a user, and its end. */
import * as z from "zod/mini";
import { Device, TokenInfo } from "./access.ts";
import { exportMembers } from "./file.ts";
import { named } from "./named.ts";
import { Time } from "./values.ts";

const ExportedAccountLayout = named(
  "AccountLayout",
  "A layout with its history, as an import takes it. One that was deleted and can still be restored says when.",
  () => z.object({ ...exportMembers(), deletedAt: z.exactOptional(Time) }),
);

export const AccountExport = named("AccountExport", "All that is kept of a user.", () =>
  z.object({
    format: z.literal("gridkeep-account/1"),
    exportedAt: Time,
    user: z.object({ id: z.string() }),
    devices: z.array(Device()),
    tokens: z.array(TokenInfo()),
    layouts: z.array(ExportedAccountLayout()),
  }),
);

export const Erased = named("Erased", "What came of erasing an account.", () =>
  z.object({
    complete: z
      .boolean()
      .check(z.describe("False while the archive can't be reached: the rest follows by itself.")),
  }),
);
