/** A save as it came over the wire: parsed, judged against the layout before, and handed to the save protocol. */
import { sha256 } from "../history/sha256.ts";
import { canonical } from "../layout/canonical.ts";
import type { Issue } from "../layout/issues.ts";
import { LIMITS } from "../layout/limits.ts";
import { rejudge } from "../layout/rejudge.ts";
import type { AnyLayout, Checksum } from "../layout/schema.ts";
import { SaveRequest } from "../layout/wire.ts";
import type { PutCommand, PutResult, SaveCommand } from "./results.ts";
import { currentHead, type Proposal, type SavePorts, save, type Wanted } from "./save.ts";

/** Room for what stands around a layout. */
const ENVELOPE_BYTES = 4 * 1024;

export const put = async (ports: SavePorts, { body, ...command }: PutCommand): Promise<PutResult> => {
  const parsed = parse(body);
  if ("kind" in parsed) return parsed;
  const { store } = ports;
  const before = currentHead(store, store.layout(command.layoutId))?.layout ?? null;
  const { request } = parsed;
  const layout = judge(request.layout, before);
  if ("kind" in layout) return layout;
  const setAside = request.setAside === undefined ? null : judge(request.setAside, before);
  if (setAside !== null && "kind" in setAside) return setAside;
  return save(ports, asCommand(command, request, { layout, setAside }), { layout, setAside });
};

type Refused = Extract<
  PutResult,
  { kind: "malformed-json" | "layout-too-large" | "invalid-body" | "refused" }
>;

const parse = (bytes: Uint8Array): { readonly request: SaveRequest } | Refused => {
  const value = parseJson(bytes);
  // One layout may come, or two where one is set aside: only that makes a body of more than one acceptable.
  const isLarge = bytes.byteLength > LIMITS.layoutBytes + ENVELOPE_BYTES;
  if (isLarge && !(value instanceof Object && Object.hasOwn(value, "setAside")))
    return { kind: "layout-too-large" };
  if (value === undefined) return { kind: "malformed-json" };
  const request = SaveRequest.safeParse(value);
  if (request.success) return { request: request.data as SaveRequest };
  const issues = request.error.issues.map(({ path, code }) => ({
    path: `/${path.map(String).join("/")}`,
    code,
  }));
  return { kind: "invalid-body", issues };
};

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Undefined for what is no JSON; JSON itself never says undefined. */
const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
};

const judge = (value: unknown, before: AnyLayout | null): Wanted | Refused => {
  const judged = rejudge(value, before);
  if (judged.kind === "invalid")
    return judged.issues.some(isOfSize)
      ? { kind: "layout-too-large" }
      : { kind: "refused", issues: judged.issues };
  const { layout, text, bytes, canonicalText } = judged;
  return { layout, text, bytes, checksum: sha256(canonicalText) as Checksum };
};

const isOfSize = ({ path, code }: Issue): boolean => path === "" && code === "limit";

/** An operation id stands for everything that the request asks for, but not for what it builds on. */
const asCommand = (
  command: Omit<PutCommand, "body">,
  { changeType = "auto", description, deviceId = command.deviceId }: SaveRequest,
  { layout, setAside }: Proposal,
): SaveCommand => {
  const { layoutId } = command;
  const asked = { call: "save", layoutId, changeType, description: description ?? null };
  const sums = { layout: layout.checksum, setAside: setAside?.checksum ?? null };
  const fingerprint = command.operationId === null ? "" : sha256(canonical({ ...asked, ...sums }));
  return { ...command, changeType, deviceId, fingerprint, description: description ?? null };
};
