/** Reads a file as text, piece by piece: how far it is can be shown, and it can be stopped. */
import { MOST_BYTES } from "./readDashboard.ts";

export type ReadFile =
  | { readonly kind: "read"; readonly text: string }
  | { readonly kind: "too-large" | "unread" | "stopped" };

export const readFile = async (
  file: Blob,
  { onPart, signal }: { readonly onPart: (share: number) => void; readonly signal: AbortSignal },
): Promise<ReadFile> => {
  if (file.size > MOST_BYTES) return { kind: "too-large" };
  const parts: string[] = [];
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    const reader = file.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (signal.aborted) {
        await reader.cancel();
        return { kind: "stopped" };
      }
      bytes += part.value.byteLength;
      parts.push(decoder.decode(part.value, { stream: true }));
      onPart(file.size === 0 ? 1 : bytes / file.size);
    }
    return { kind: "read", text: parts.join("") + decoder.decode() };
  } catch {
    return { kind: "unread" };
  }
};
