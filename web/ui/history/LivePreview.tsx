/** A dashboard really drawn, small. For the eye: nothing in it can be reached or heard. */
import { type ReactNode, useRef } from "react";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import { Surface } from "../board/Surface.tsx";
import { useWidth } from "../common/useWidth.ts";

/** What it is drawn for, as wide as a common screen of that form. */
const DRAWN_PX = { desktop: 1100, mobile: 360 } as const;

export const LivePreview = ({
  layout,
  form,
  label,
}: {
  readonly layout: Layout;
  readonly form: Form;
  readonly label: string;
}): ReactNode => {
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  return (
    <div ref={ref} className="live" data-form={form} role="img" aria-label={label}>
      {width > 0 && (
        <div
          className="live-page"
          inert
          aria-hidden="true"
          style={{ inlineSize: DRAWN_PX[form], scale: width / DRAWN_PX[form] }}
        >
          <Surface
            form={form}
            layout={layout}
            editing={false}
            readOnly={true}
            freshId={null}
            onSettings={unchanged}
          />
        </div>
      )}
    </div>
  );
};

const unchanged = (): void => {};
