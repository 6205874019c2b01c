/** The calls about whole layouts: which there are, deleting one, bringing it back. None rejects. */
import type { LayoutPage, LayoutSummary, Removed, SaveReply } from "../../../worker/layout/wire.ts";

export type Called<T> =
  | { readonly ok: true; readonly value: T }
  /** `status` is 0 where there was no answer, or none from our server. */
  | { readonly ok: false; readonly status: number };

const WITHIN_MS = 15_000;
/** Pages of a hundred: more layouts than anybody has. */
const MOST_PAGES = 10;

export const listLayouts = async (): Promise<Called<readonly LayoutSummary[]>> => {
  const all: LayoutSummary[] = [];
  let after = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await call<LayoutPage>("GET", `?limit=100${after}`);
    if (!answer.ok) return answer;
    all.push(...answer.value.layouts);
    if (answer.value.next === null) break;
    after = `&after=${encodeURIComponent(answer.value.next)}`;
  }
  return { ok: true, value: all };
};

export const removeLayout = (id: string, version: number): Promise<Called<Removed>> =>
  call("DELETE", `/${id}`, { version });

/** As a new version, as it was when it was deleted. */
export const bringBackLayout = (id: string, version: number): Promise<Called<SaveReply>> =>
  call("POST", `/${id}/rollback`, { version, body: { version } });

const call = async <T>(
  method: string,
  path: string,
  { version, body }: { readonly version?: number; readonly body?: unknown } = {},
): Promise<Called<T>> => {
  try {
    const reply = await fetch(`/api/layouts${path}`, {
      method,
      headers: {
        ...(version === undefined ? {} : { "If-Match": `"${version}"` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    return reply.ok ? { ok: true, value: await reply.json() } : { ok: false, status: reply.status };
  } catch {
    return { ok: false, status: 0 };
  }
};
