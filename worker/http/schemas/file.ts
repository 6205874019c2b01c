/** Layouts as files. */
import * as z from "zod/mini";
import { ExportedLayout, ExportedVersion } from "../../layout/wire.ts";
import { headMembers } from "./head.ts";
import { anyLayout } from "./layout.ts";
import { named } from "./named.ts";
import { Time } from "./values.ts";
import { VersionWithLayout, versionMembers } from "./version.ts";

const DamagedVersion = named(
  "DamagedVersion",
  "A version whose layout the export could not give: it is damaged, or the archive can't be reached.",
  () => z.object({ ...versionMembers(), damaged: z.string().check(z.describe("Why, as a problem's code.")) }),
);

const format = () => z.literal("gridkeep/1");

export const exportMembers = () => ({
  format: format(),
  exportedAt: Time,
  ...headMembers(),
  versions: z.exactOptional(z.array(z.union([VersionWithLayout(), DamagedVersion()]))),
  incomplete: z.exactOptional(
    z.literal(true).check(z.describe("The archive can't be reached, and older versions are left out.")),
  ),
});

export const Export = named("Export", "The head, and with `history=all` every version, oldest first.", () =>
  z.object(exportMembers()),
);

const ImportedVersion = named(
  "ImportedVersion",
  "A version in a file. What an import does not know it passes over; number and chain are given anew.",
  () => z.object({ ...ExportedVersion.shape, layout: z.exactOptional(anyLayout()) }),
);

const ImportedFile = named("ImportedFile", "What an export gives. `versions` go from old to new.", () =>
  z.object({
    ...ExportedLayout.shape,
    format: format(),
    layout: anyLayout(),
    versions: z.exactOptional(z.array(ImportedVersion())),
  }),
);

const panels = () => z.array(z.looseObject({}));

const GrafanaDashboard = named(
  "GrafanaDashboard",
  "A Grafana dashboard JSON, bare or as Grafana's API wraps it. Panels become widgets on 24 columns.",
  () =>
    z.union([
      z.looseObject({ panels: panels() }),
      z.looseObject({ dashboard: z.looseObject({ panels: panels() }) }),
    ]),
);

export const ImportBody = named(
  "ImportRequest",
  "A file with a layout: exported from here, or a Grafana dashboard.",
  () => z.union([ImportedFile(), GrafanaDashboard()]),
);
