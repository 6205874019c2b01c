/**
 * Scrolls whatever can scroll while something is held near an edge: the innermost box first, the page last. The
 * nearer to the edge and the longer, the faster. What bars cover of a box is its `scroll-padding`.
 */
export type EdgeScroll = {
  /** Once a frame; true if something scrolled. */
  readonly step: (at: Point, nowMs: number) => boolean;
  /** How far all boxes together are scrolled, in page pixels. */
  readonly scrolled: () => Point;
};

type Point = { readonly x: number; readonly y: number };

const EDGE_PX = 72;
const SLOW_PX_PER_S = 240;
const FAST_PX_PER_S = 1500;
/** To full speed. */
const WARM_UP_MS = 1200;
/** A tab that slept must not jump. */
const LONGEST_FRAME_MS = 50;

/** Pixels per second; negative towards the start. `depth` is how far into the edge, 0 to 1 with its sign. */
export const edgeSpeed = (depth: number, heldMs: number): number => {
  if (depth === 0) return 0;
  const into = Math.min(1, Math.abs(depth));
  const warmth = Math.min(1, Math.max(0, heldMs / WARM_UP_MS));
  const fastest = SLOW_PX_PER_S + (FAST_PX_PER_S - SLOW_PX_PER_S) * warmth ** 2;
  return Math.sign(depth) * Math.max(30, fastest * into ** 2);
};

/** How far into the edge of a range a position is: -1 at its start or before, 1 at its end or after, 0 between. */
export const edgeDepth = (at: number, start: number, end: number): number => {
  const edge = Math.min(EDGE_PX, (end - start) / 4);
  if (edge <= 0) return 0;
  if (at < start + edge) return -Math.min(1, (start + edge - at) / edge);
  return at > end - edge ? Math.min(1, (at - end + edge) / edge) : 0;
};

export const createEdgeScroll = (from: Element): EdgeScroll => {
  const boxes = scrollersOf(from);
  let lastMs: number | null = null;
  let since: number | null = null;
  return {
    scrolled: () => ({
      x: boxes.reduce((sum, box) => sum + box.scrollLeft, 0),
      y: boxes.reduce((sum, box) => sum + box.scrollTop, 0),
    }),
    step: (at, nowMs) => {
      const frameMs = Math.min(LONGEST_FRAME_MS, lastMs === null ? 16 : nowMs - lastMs);
      lastMs = nowMs;
      const heldMs = since === null ? 0 : nowMs - since;
      const moved = boxes.some((box) => scrollBox(box, at, heldMs, frameMs));
      since = moved ? (since ?? nowMs) : null;
      return moved;
    },
  };
};

const scrollBox = (box: Element, at: Point, heldMs: number, frameMs: number): boolean => {
  const seen = visiblePart(box);
  const x = (edgeSpeed(edgeDepth(at.x, seen.left, seen.right), heldMs) * frameMs) / 1000;
  const y = (edgeSpeed(edgeDepth(at.y, seen.top, seen.bottom), heldMs) * frameMs) / 1000;
  if (x === 0 && y === 0) return false;
  const before = box.scrollTop + box.scrollLeft * 1e6;
  box.scrollBy({ left: box.scrollWidth > box.clientWidth ? x : 0, top: y, behavior: "instant" });
  return box.scrollTop + box.scrollLeft * 1e6 !== before;
};

/** Of the window; without what bars cover. */
const visiblePart = (box: Element): { left: number; right: number; top: number; bottom: number } => {
  const style = getComputedStyle(box);
  const covered = (side: "Top" | "Bottom"): number => Number.parseFloat(style[`scrollPadding${side}`]) || 0;
  const isPage = box === document.scrollingElement;
  const rect = box.getBoundingClientRect();
  const top = isPage ? 0 : Math.max(0, rect.top);
  const bottom = isPage ? innerHeight : Math.min(innerHeight, rect.bottom);
  return {
    left: isPage ? 0 : Math.max(0, rect.left),
    right: isPage ? innerWidth : Math.min(innerWidth, rect.right),
    top: top + covered("Top"),
    bottom: bottom - covered("Bottom"),
  };
};

const scrollersOf = (from: Element): readonly Element[] => {
  const page = document.scrollingElement;
  const boxes: Element[] = [];
  for (let one = from.parentElement; one !== null; one = one.parentElement) {
    if (one === page || one === document.body) continue;
    if (one.scrollHeight > one.clientHeight && SCROLLS.has(getComputedStyle(one).overflowY)) boxes.push(one);
  }
  return page === null ? boxes : [...boxes, page];
};

const SCROLLS: ReadonlySet<string> = new Set(["auto", "scroll"]);
