/** A layout as a small picture: where things are, and of what kind. */
import type { ReactNode } from "react";
import { columnsOf } from "../../../worker/layout/limits.ts";
import { phoneList } from "../../../worker/layout/phone.ts";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import { isKind } from "../widgetKinds.ts";

const WIDTH = 240;
const HEIGHT = 150;
/** Of the phone's list, which stands in the middle. */
const LIST_WIDTH = 84;
const GAP = 2;
/** Rows of about the true proportions on a desktop. */
const ROW = 11;

export const MiniMap = ({
  layout,
  form = "desktop",
  label,
  marked,
}: {
  readonly layout: Layout;
  readonly form?: Form;
  readonly label: string;
  /** Widgets to point out, by id. */
  readonly marked?: ReadonlySet<string>;
}): ReactNode => {
  const width = form === "mobile" ? LIST_WIDTH : WIDTH;
  const column = width / columnsOf(layout, form);
  const visible = form === "mobile" ? phoneList(layout) : layout.desktop.filter(({ hidden }) => !hidden);
  const rows = Math.max(1, ...visible.map(({ y, h }) => y + h));
  // A long dashboard is drawn flatter, down to where its widgets would be mere lines: then it is cut off.
  const row = Math.min(ROW, Math.max(ROW / 3, HEIGHT / rows));
  return (
    <svg className="minimap" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {visible.map(({ id, type, x, y, w, h }) => (
        <rect
          key={id}
          className={`minimap-box${marked?.has(id) ? " is-marked" : ""}`}
          data-kind={isKind(type) ? type : "other"}
          data-shade={isKind(type) ? undefined : shadeOf(type)}
          x={(WIDTH - width) / 2 + x * column + GAP / 2}
          y={y * row + GAP / 2}
          width={Math.max(1, w * column - GAP)}
          height={Math.max(1, h * row - GAP)}
          rx="2.5"
        />
      ))}
    </svg>
  );
};

const SHADES = 3;

/** Kinds that have no colour of their own still look apart. */
const shadeOf = (type: string): number =>
  [...type].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % SHADES;
