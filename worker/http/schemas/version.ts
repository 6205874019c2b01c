/** The history. */
import * as z from "zod/mini";
import { ChangeType } from "../../layout/wire.ts";
import { ChangeCounts } from "./change.ts";
import { anyLayout } from "./layout.ts";
import { named } from "./named.ts";
import { Count, Digest, Time, VersionNumber } from "./values.ts";

export const versionMembers = () => ({
  version: VersionNumber,
  checksum: Digest.check(z.describe("SHA-256 of the layout's canonical JSON (RFC 8785).")),
  chain: Digest.check(
    z.describe("SHA-256 over the chain of the version before, version, checksum, deviceId and createdAt."),
  ),
  description: z.exactOptional(z.string()),
  changeType: ChangeType,
  deviceId: z.string(),
  createdAt: Time,
  pinned: z.boolean().check(z.describe("What is pinned is never given up.")),
  setAside: z
    .boolean()
    .check(z.describe("The side that lost a conflict: listed and restorable, never the head.")),
  changes: ChangeCounts(),
  bytes: Count.check(z.describe("The size of the canonical layout in UTF-8.")),
});

export const Version = named("Version", "One entry of the history.", () => z.object(versionMembers()));

export const versionWithLayout = () => ({
  ...versionMembers(),
  layout: anyLayout(),
  migratedFrom: z.exactOptional(
    z.int().check(z.describe("The schema that it was saved in, where that is older than today's.")),
  ),
});

export const VersionWithLayout = named(
  "VersionWithLayout",
  "One version with its layout, which was proved against checksum and chain.",
  () => z.object(versionWithLayout()),
);

export const VersionPage = named("VersionPage", "A page of the history, newest first.", () =>
  z.object({
    versions: z.array(Version()),
    next: z.nullable(VersionNumber).check(z.describe("The `before` of the next page; null on the last one.")),
    incomplete: z.exactOptional(
      z.literal(true).check(z.describe("The archive can't be reached, and older versions are not listed.")),
    ),
  }),
);

export const Pruned = named("Pruned", "What a clean-up left.", () =>
  z.object({ kept: Count, removed: Count }),
);

export const Verification = named(
  "Verification",
  "What came of walking the chain. The first broken version stands first.",
  () =>
    z.object({
      ok: z.boolean(),
      versions: Count,
      damaged: z.array(
        z.object({
          version: VersionNumber,
          kind: z
            .enum(["missing", "body", "checksum", "chain"])
            .check(
              z.describe(
                "`missing`: not there; `body`: unreadable; `checksum`: not the layout that was saved; `chain`: not in its place.",
              ),
            ),
        }),
      ),
    }),
);
