/** Going back: a version, or a part of one, becomes the newest version. The history is never turned back itself. */
import { sha256 } from "../history/sha256.ts";
import { canonical, utf8Length } from "../layout/canonical.ts";
import { restored } from "../layout/restored.ts";
import type { AnyLayout, Checksum } from "../layout/schema.ts";
import { validateLayout } from "../layout/validate.ts";
import type { RollbackCommand, RollbackResult, SaveCommand, VersionResult } from "./results.ts";
import { becameOf, type SavePorts, save, type Wanted } from "./save.ts";

type Found = Extract<VersionResult, { kind: "found" }>;

export const rollback = async (ports: SavePorts, command: RollbackCommand): Promise<RollbackResult> => {
  const { layoutId, operationId, fingerprint } = command;
  // A replay is known by its operation id, whatever has become of the version since.
  const past = operationId === null ? null : ports.store.operation(operationId);
  const isReplay = past?.fingerprint === fingerprint;
  const version = await ports.readVersion(layoutId, isReplay ? past.version : command.version);
  const isGone = version.kind === "version-not-found" || version.kind === "history-damaged";
  if (isReplay && isGone) return becameOf(ports.store, layoutId, past);
  if (version.kind !== "found") return version;
  const wanted = isReplay ? asItWas(version) : wantedOf(ports, command, version);
  if ("kind" in wanted) return wanted;
  const result = await save(ports, asSave(ports, command, version), { layout: wanted, setAside: null });
  return result.kind === "done" ? { ...result, layoutText: result.layoutText ?? wanted.text } : result;
};

const asItWas = ({ layoutText: text, version: { checksum, bytes } }: Found): Wanted => ({
  ...{ text, checksum, bytes },
  layout: JSON.parse(text),
});

const wantedOf = (
  { store }: SavePorts,
  { layoutId, only }: RollbackCommand,
  found: Found,
): Wanted | Exclude<RollbackResult, { kind: "done" }> => {
  if (only === null && found.migratedFrom === null) return asItWas(found);
  const layout: AnyLayout = JSON.parse(found.layoutText);
  const row = store.layout(layoutId);
  const held = row?.deletedAt === null ? row.versions.at(-1) : undefined;
  if (only !== null && held === undefined) return { kind: "layout-not-found" };
  const part = restored({ head: held === undefined ? layout : store.lookInto(held), version: layout, only });
  switch (part.kind) {
    case "sealed":
      return { kind: "invalid-parameter", detail: "A sealed layout can only be restored as a whole." };
    case "unknown-widgets":
      return {
        kind: "invalid-parameter",
        detail: `Neither the head nor the version has these widgets: ${part.widgetIds.join(", ")}`,
      };
    case "restored": {
      const { valid, errors } = validateLayout(part.layout);
      if (!valid) return { kind: "layout-invalid", version: held?.entry.version ?? 0, issues: errors };
      const canonicalText = canonical(part.layout);
      return {
        layout: part.layout,
        text: JSON.stringify(part.layout),
        checksum: sha256(canonicalText) as Checksum,
        bytes: utf8Length(canonicalText),
      };
    }
  }
};

const asSave = (
  { store }: SavePorts,
  { version, only, ...command }: RollbackCommand,
  { migratedFrom }: Found,
): SaveCommand => {
  const row = store.layout(command.layoutId);
  // A deleted layout has no head to build on: restoring it creates it anew, after the version that was the last.
  const isComingBack =
    row !== null && row.deletedAt !== null && row.versions.at(-1)?.entry.version === command.base;
  return {
    ...command,
    base: isComingBack ? null : command.base,
    onConflict: "reject",
    changeType: migratedFrom === null ? "manual" : "migration",
    description: command.description ?? nameOf(version, only),
  };
};

const nameOf = (version: number, only: RollbackCommand["only"]): string => {
  if (only?.widgetIds !== undefined) return `Restored ${only.widgetIds.length} widgets of version ${version}`;
  return `Restored ${only?.form === undefined ? "" : `${only.form} of `}version ${version}`;
};
