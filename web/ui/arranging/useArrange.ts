/** Arranging by pointer, finger and keys. What it takes comes with the page but holds nothing up: arranging.ts. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Layout } from "../../../worker/layout/schema.ts";
import type { Metrics } from "../board/gridMetrics.ts";
import { showToast } from "../common/toasts.tsx";
import { words } from "../words.ts";

export type GestureKind = "drag" | "size" | "lift";

export type Held = {
  readonly kind: GestureKind;
  readonly lead: string;
  readonly ids: ReadonlySet<string>;
  /** As it was when the gesture began: what React goes on showing. */
  readonly start: Layout;
};

export type Arrange = {
  readonly press: (event: PointerEvent<HTMLElement>, id: string, kind: "drag" | "size") => void;
  /** On a frame that has the focus. */
  readonly key: (event: KeyboardEvent<HTMLElement>, id: string) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
  readonly heldKind: () => GestureKind | null;
};

type Part = typeof import("./arranging.ts");

let part: Part | null = null;

/** Whether it is there. */
const bring = async (): Promise<boolean> => {
  try {
    part ??= await import("./arranging.ts");
    return true;
  } catch {
    return false;
  }
};

// With the page, so that it is at hand when a pointer comes down.
void bring();

export const useArrange = (
  board: RefObject<HTMLElement | null>,
  layout: Layout,
  metrics: Metrics,
): readonly [Held | null, Arrange] => {
  const [held, setHeld] = useState<Held | null>(null);
  const now = useRef({ layout, metrics });
  now.current = { layout, metrics };

  const arrange = useMemo((): Arrange => {
    let made: Arrange | null = null;
    const arranging = (): Arrange | null => {
      made ??=
        part?.createArranging({ board: () => board.current, now: () => now.current, onHeld: setHeld }) ??
        null;
      return made;
    };
    const orSaid = (): Arrange | null => {
      if (part === null) void bring().then((isThere) => isThere || showToast({ text: words.partMissing }));
      return arranging();
    };
    return {
      press: (...args) => orSaid()?.press(...args),
      key: (...args) => orSaid()?.key(...args),
      drop: () => made?.drop(),
      cancel: () => made?.cancel(),
      heldKind: () => made?.heldKind() ?? null,
    };
  }, [board]);

  // Another width is another grid: what is held would be measured with the old one.
  useEffect(() => {
    return metrics.columnPitch > 0 ? arrange.cancel : undefined;
  }, [arrange, metrics.columnPitch]);

  return [held, arrange];
};
