/**
 * One reading of an address: JSON, of a bounded size and within a bounded time, without a cookie and without saying
 * where it is asked from. Never rejects: a failure says which, for people.
 */

export type FailureKind =
  | "offline"
  | "blocked"
  | "slow"
  | "too-large"
  | "not-there"
  | "not-allowed"
  | "too-often"
  | "refused"
  | "broken"
  | "not-json";

export type Reading =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "failed"; readonly why: FailureKind };

export const LONGEST_MS = 10_000;
export const MOST_BYTES = 1024 * 1024;

type Options = {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  readonly isOnline: () => boolean;
  readonly longestMs?: number;
  readonly mostBytes?: number;
};

export const fetchJson = async (
  url: URL,
  { fetch, isOnline, longestMs = LONGEST_MS, mostBytes = MOST_BYTES }: Options,
): Promise<Reading> => {
  if (!isOnline()) return { kind: "failed", why: "offline" };
  const signal = AbortSignal.timeout(longestMs);
  try {
    const response = await fetch(url, {
      signal,
      mode: "cors",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-cache",
      headers: { Accept: "application/json" },
    });
    if (!response.ok) return { kind: "failed", why: whyOf(response.status) };
    const text = await readText(response, mostBytes);
    return text === undefined ? { kind: "failed", why: "too-large" } : parse(text);
  } catch {
    if (signal.aborted) return { kind: "failed", why: "slow" };
    // A browser says no more than that it failed: no such site, no connection, or one that lets no other page read it.
    return { kind: "failed", why: isOnline() ? "blocked" : "offline" };
  }
};

const whyOf = (status: number): FailureKind => {
  if (status === 404 || status === 410) return "not-there";
  if (status === 401 || status === 403) return "not-allowed";
  if (status === 429) return "too-often";
  return status >= 500 ? "broken" : "refused";
};

/** Undefined where there is more than allowed; the rest is then not even waited for. */
const readText = async (response: Response, mostBytes: number): Promise<string | undefined> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > mostBytes) {
      // What the other side says to that is of no interest.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
};

const parse = (text: string): Reading => {
  try {
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "failed", why: "not-json" };
  }
};
