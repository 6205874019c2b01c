/** The widget that was just added: scrolled to, focused, and marked for a moment. */
import { useEffect, useState } from "react";

const MARKED_MS = 2500;

export const useFresh = (): readonly [string | null, (id: string) => void] => {
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    if (id === null) return;
    const frame = document.querySelector<HTMLElement>(`[data-widget-id="${CSS.escape(id)}"]`);
    frame?.scrollIntoView({ block: "center" });
    frame?.focus({ preventScroll: true });
    const timer = setTimeout(() => setId(null), MARKED_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return [id, setId];
};
