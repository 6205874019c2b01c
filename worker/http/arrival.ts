/** The bytes of a body as they arrive; given up when they stop, or when there is no end of them. */
import { DeadlineError, withDeadline } from "../deadline.ts";
import { Refusal } from "./problem.ts";

/** `stallMs` is the longest without any byte. */
export type Patience = { readonly stallMs: number; readonly totalMs: number };

/** @throws Refusal `too-slow`; so does `inTime`. */
export async function* arriving(
  body: ReadableStream<Uint8Array> | null,
  { stallMs, totalMs }: Patience,
): AsyncGenerator<Uint8Array, void> {
  if (body === null) return;
  const reader = body.getReader();
  const endMs = Date.now() + totalMs;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), Math.min(stallMs, endMs - Date.now()));
      if (done) return;
      yield value;
    }
  } finally {
    // Nobody waits for more of it, nor for what becomes of it.
    reader.cancel().catch(() => undefined);
  }
}

export const inTime = async <T>(arrival: Promise<T>, ms: number): Promise<T> => {
  try {
    return await withDeadline(() => arrival, ms);
  } catch (error) {
    throw error instanceof DeadlineError ? tooSlow() : error;
  }
};

const tooSlow = (): Refusal => new Refusal("too-slow", "The body did not arrive in time.");
