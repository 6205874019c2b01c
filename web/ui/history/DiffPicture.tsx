/** The changes as a picture: ghosts where things were, arrows for moves, a pattern for each kind of change. */
import {
  type CSSProperties,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
} from "react";
import type { Form } from "../../../worker/layout/schema.ts";
import { useWidth } from "../common/useWidth.ts";
import { changesInWords, words } from "../moreWords.ts";
import { ChangeMark } from "./ChangeMark.tsx";
import { type Comparison, KINDS_OF_CHANGE, type KindOfChange } from "./comparison.ts";
import { type Arrow, drawDiff, type PixelBox, type Shape } from "./drawDiff.ts";

export const DiffPicture = ({
  comparison,
  form,
  lit: pointed,
  onLit,
}: {
  readonly comparison: Comparison;
  readonly form: Form;
  readonly lit: string | null;
  readonly onLit: (id: string | null) => void;
}): ReactNode => {
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const { height, shapes, calm } = useMemo(() => drawDiff(comparison, width), [comparison, width]);
  // What changed on the other form factor alone has no place here.
  const lit = shapes.some(({ difference }) => difference.id === pointed) ? pointed : null;
  useEffect(() => {
    const box =
      lit === null ? null : ref.current?.querySelector(`.diff-box[data-change="${CSS.escape(lit)}"]`);
    if (box && !box.matches(":hover")) box.scrollIntoView({ block: "nearest" });
  }, [lit]);
  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-change]") : null;
    onLit(box?.dataset["change"] ?? null);
  };
  return (
    <figure className="diff" data-form={form}>
      <div
        ref={ref}
        className="diff-picture"
        role="img"
        aria-label={changesInWords(comparison.counts)}
        style={{ blockSize: height }}
        onPointerOver={point}
        onPointerLeave={() => onLit(null)}
      >
        {calm.map(({ id, name, box }) => (
          <div key={id} className="diff-calm" style={styleOf(box)}>
            <span>{name}</span>
          </div>
        ))}
        {shapes.map((shape) => (
          <Ghost key={shape.difference.id} shape={shape} lit={lit} />
        ))}
        {shapes.map((shape) => (
          <Changed key={shape.difference.id} shape={shape} lit={lit} />
        ))}
        <Arrows shapes={shapes} lit={lit} width={width} height={height} />
      </div>
      <Legend shapes={shapes} />
    </figure>
  );
};

const styleOf = ({ left, top, width, height }: PixelBox): CSSProperties => ({
  insetInlineStart: left,
  insetBlockStart: top,
  inlineSize: width,
  blockSize: height,
});

const litClass = (lit: string | null, id: string): string =>
  lit === null ? "" : lit === id ? " is-lit" : " is-dim";

const Ghost = ({ shape, lit }: { readonly shape: Shape; readonly lit: string | null }): ReactNode =>
  shape.ghost && (
    <div className={`diff-ghost${litClass(lit, shape.difference.id)}`} style={styleOf(shape.ghost)}>
      <span>{shape.difference.name}</span>
    </div>
  );

const Changed = ({
  shape: { difference, box },
  lit,
}: {
  readonly shape: Shape;
  readonly lit: string | null;
}): ReactNode => {
  const { id, name, kinds } = difference;
  return (
    <div
      className={`diff-box${litClass(lit, id)}`}
      data-change={id}
      data-kind={patternOf(kinds)}
      style={styleOf(box)}
    >
      <span className="diff-label">
        {kinds.map((kind) => (
          <ChangeMark key={kind} kind={kind} />
        ))}
        <span className="diff-name">{name}</span>
      </span>
    </div>
  );
};

/** Of several, the one that says most; its signs say the others. */
const patternOf = (kinds: readonly KindOfChange[]): KindOfChange | undefined =>
  (["added", "removed", "edited", "moved", "resized"] as const).find((kind) => kinds.includes(kind));

const MANY = 12;

const Arrows = ({
  shapes,
  lit,
  width,
  height,
}: {
  readonly shapes: readonly Shape[];
  readonly lit: string | null;
  readonly width: number;
  readonly height: number;
}): ReactNode => {
  const head = useId();
  const moves = shapes.filter(({ arrow }) => arrow !== null).length;
  return (
    <svg
      className={`diff-arrows${moves > MANY ? " is-many" : ""}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <defs>
        <marker
          id={head}
          viewBox="0 0 10 10"
          refX="8"
          refY="5"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path className="diff-arrowhead" d="M0 0 10 5 0 10z" />
        </marker>
      </defs>
      {shapes.map(({ difference, arrow }) =>
        arrow === null ? null : (
          <path
            key={difference.id}
            className={`diff-arrow${litClass(lit, difference.id)}`}
            d={curve(arrow)}
            markerEnd={`url(#${head})`}
          />
        ),
      )}
    </svg>
  );
};

/** A little bent, so that the arrows of two that changed places are two. */
const curve = ({ x1, y1, x2, y2 }: Arrow): string => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const [mx, my] = [(x1 + x2) / 2 - dy * 0.12, (y1 + y2) / 2 + dx * 0.12];
  return `M${x1} ${y1}Q${mx} ${my} ${x2} ${y2}`;
};

const Legend = ({ shapes }: { readonly shapes: readonly Shape[] }): ReactNode => {
  const seen = KINDS_OF_CHANGE.filter((kind) =>
    shapes.some(({ difference }) => difference.kinds.includes(kind)),
  );
  return (
    <ul className="legend" aria-label={words.legend}>
      {seen.map((kind) => (
        <li key={kind}>
          <span className="legend-swatch diff-box" data-kind={kind} aria-hidden="true" />
          <ChangeMark kind={kind} />
          {words.changeKinds[kind]}
        </li>
      ))}
      {shapes.some(({ ghost }) => ghost !== null) && (
        <li>
          <span className="legend-swatch diff-ghost" aria-hidden="true" />
          {words.wasHere}
        </li>
      )}
    </ul>
  );
};
