/**
 * Follows one pointer from press to release, across scrolling: near the edges of the window the page scrolls by
 * itself, and distances are those of the page. Ends exactly once; Escape or a lost pointer cancels.
 */
export type Travel = { readonly dx: number; readonly dy: number };

export type PointerTrack = {
  /** Called once, when the pointer has moved far enough to mean it. */
  readonly onStart: () => void;
  /** At most once a frame. */
  readonly onMove: (travel: Travel) => void;
  readonly onEnd: (outcome: "dropped" | "cancelled") => void;
};

/** Less is the tremor of a click. */
const START_PX = 4;
const EDGE_PX = 80;
const FASTEST_PX_PER_FRAME = 18;

export const trackPointer = (press: PointerEvent, { onStart, onMove, onEnd }: PointerTrack): void => {
  const handle = press.currentTarget;
  if (!(handle instanceof HTMLElement)) return;
  handle.setPointerCapture(press.pointerId);

  const listening = new AbortController();
  const options = { signal: listening.signal };
  const from = { x: press.clientX, y: press.clientY + window.scrollY };
  let at = { x: press.clientX, y: press.clientY };
  let told = "";
  let started = false;
  let frame = 0;

  const step = (): void => {
    if (started) scrollNearEdges(at.y);
    const travel = { dx: at.x - from.x, dy: at.y + window.scrollY - from.y };
    if (!started && Math.hypot(travel.dx, travel.dy) >= START_PX) {
      started = true;
      onStart();
    }
    const news = `${travel.dx} ${travel.dy}`;
    if (started && news !== told) onMove(travel);
    told = news;
    frame = requestAnimationFrame(step);
  };

  const end = (outcome: "dropped" | "cancelled"): void => {
    if (listening.signal.aborted) return;
    listening.abort();
    cancelAnimationFrame(frame);
    if (started) onEnd(outcome);
  };

  handle.addEventListener("pointermove", (event) => (at = { x: event.clientX, y: event.clientY }), options);
  handle.addEventListener("pointerup", () => end("dropped"), options);
  handle.addEventListener("pointercancel", () => end("cancelled"), options);
  handle.addEventListener("lostpointercapture", () => end("cancelled"), options);
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      end("cancelled");
    },
    { ...options, capture: true },
  );
  frame = requestAnimationFrame(step);
};

const scrollNearEdges = (y: number): void => {
  const fromBottom = window.innerHeight - y;
  const depth = y < EDGE_PX ? y - EDGE_PX : fromBottom < EDGE_PX ? EDGE_PX - fromBottom : 0;
  if (depth !== 0)
    window.scrollBy(0, (FASTEST_PX_PER_FRAME * Math.max(-EDGE_PX, Math.min(EDGE_PX, depth))) / EDGE_PX);
};
