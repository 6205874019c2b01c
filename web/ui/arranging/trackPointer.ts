/**
 * Follows one pointer from press to release, across scrolling: near the edges the page scrolls by itself, and
 * distances are those of the page. Ends exactly once; Escape, a second finger or a lost pointer cancels.
 */
import { createEdgeScroll } from "./edgeScroll.ts";

export type Travel = { readonly dx: number; readonly dy: number };

export type PointerTrack = {
  /** Called once, when the pointer has moved far enough to mean it. */
  readonly onStart: () => void;
  /** At most once a frame. */
  readonly onMove: (travel: Travel) => void;
  /** "clicked": released where it was pressed. */
  readonly onEnd: (outcome: "dropped" | "cancelled" | "clicked") => void;
};

/** Less is the tremor of a click. */
const START_PX = 4;

export const trackPointer = (
  press: PointerEvent,
  handle: HTMLElement,
  { onStart, onMove, onEnd }: PointerTrack,
): void => {
  handle.setPointerCapture(press.pointerId);

  const listening = new AbortController();
  const options = { signal: listening.signal };
  const edges = createEdgeScroll(handle);
  const scrolledAtStart = edges.scrolled();
  let at = { x: press.clientX, y: press.clientY };
  let told = "";
  let started = false;
  let frame = 0;

  const tell = (): void => {
    const scrolled = edges.scrolled();
    const travel = {
      dx: at.x - press.clientX + scrolled.x - scrolledAtStart.x,
      dy: at.y - press.clientY + scrolled.y - scrolledAtStart.y,
    };
    if (!started && Math.hypot(travel.dx, travel.dy) >= START_PX) {
      started = true;
      onStart();
    }
    const news = `${travel.dx} ${travel.dy}`;
    if (started && news !== told) onMove(travel);
    told = news;
  };

  const step = (nowMs: number): void => {
    if (started) edges.step(at, nowMs);
    tell();
    frame = requestAnimationFrame(step);
  };

  const end = (outcome: "dropped" | "cancelled"): void => {
    if (listening.signal.aborted) return;
    listening.abort();
    cancelAnimationFrame(frame);
    if (handle.hasPointerCapture(press.pointerId)) handle.releasePointerCapture(press.pointerId);
    if (started) onEnd(outcome);
    else if (outcome === "dropped") onEnd("clicked");
  };
  const isOurs = (event: PointerEvent): boolean => event.pointerId === press.pointerId;

  handle.addEventListener(
    "pointermove",
    (event) => {
      if (isOurs(event)) at = { x: event.clientX, y: event.clientY };
    },
    options,
  );
  handle.addEventListener(
    "pointerup",
    (event) => {
      if (!isOurs(event)) return;
      // The last stretch may lie within the frame that was still to come.
      at = { x: event.clientX, y: event.clientY };
      tell();
      end("dropped");
    },
    options,
  );
  handle.addEventListener("pointercancel", (event) => isOurs(event) && end("cancelled"), options);
  handle.addEventListener(
    "lostpointercapture",
    // A finger is captured by what it touches first; that it lets go of this for the handle is no loss.
    (event) => event.target === handle && isOurs(event) && end("cancelled"),
    options,
  );
  const capturing = { ...options, capture: true };
  // Two fingers mean something else: to zoom, or that one slipped.
  window.addEventListener("pointerdown", (event) => !isOurs(event) && end("cancelled"), capturing);
  window.addEventListener("blur", () => end("cancelled"), options);
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      end("cancelled");
    },
    capturing,
  );
  frame = requestAnimationFrame(step);
};
