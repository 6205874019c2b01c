/** A layout as it stands, and what comes of a save. */
import * as z from "zod/mini";
import { Id } from "../../layout/schema.ts";
import { SaveRequest } from "../../layout/wire.ts";
import { ChangeCounts } from "./change.ts";
import { anyLayout } from "./layout.ts";
import { named } from "./named.ts";
import { Count, Digest, Time, VersionNumber } from "./values.ts";

const summary = () => ({
  id: Id,
  version: VersionNumber,
  checksum: Digest,
  deviceId: z.string().check(z.describe("Of the device or API token that saved it.")),
  createdAt: Time,
  updatedAt: Time,
});

export const headMembers = () => ({ ...summary(), layout: anyLayout() });

export const Head = named("Head", "A layout as it stands now.", () => z.object(headMembers()));

export const LayoutSummary = named("LayoutSummary", "A layout without its widgets.", () =>
  z.object({
    ...summary(),
    bytes: Count,
    widgets: z
      .nullable(z.object({ desktop: Count, mobile: Count }))
      .check(z.describe("How many there are; null where the layout is sealed.")),
    deletedAt: z.exactOptional(Time),
    restorableUntil: z.exactOptional(Time),
  }),
);

export const LayoutPage = named("LayoutPage", "A page of the user's layouts, by name.", () =>
  z.object({
    layouts: z.array(LayoutSummary()),
    next: z.nullable(Id).check(z.describe("The `after` of the next page; null on the last one.")),
  }),
);

export const SaveBody = named(
  "SaveRequest",
  "A save. `setAside` is the other side of a conflict that a person resolved: it becomes the version just before the new head.",
  () => z.strictObject({ ...SaveRequest.shape, layout: anyLayout(), setAside: z.exactOptional(anyLayout()) }),
);

export const SaveReply = named(
  "SaveReply",
  "What came of a save, a rollback or an import. `layout` is there when it is not what was sent.",
  () =>
    z.object({
      outcome: z.enum(["created", "saved", "merged", "unchanged", "replayed"]),
      version: VersionNumber,
      checksum: Digest,
      changes: ChangeCounts(),
      layout: z.exactOptional(anyLayout()),
    }),
);

export const Removed = named(
  "Removed",
  "A layout that was deleted: its last version, and until when its history can bring it back.",
  () => z.object({ version: VersionNumber, restorableUntil: Time }),
);
