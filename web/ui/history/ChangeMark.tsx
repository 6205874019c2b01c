/** The sign of a kind of change: a shape of its own, so that no colour has to be told apart. */
import type { ReactNode } from "react";
import { MinusIcon, PencilIcon, PlusIcon, ResizeIcon, RightIcon } from "../common/icons.tsx";
import type { KindOfChange } from "./comparison.ts";

const ICONS = {
  added: PlusIcon,
  removed: MinusIcon,
  moved: RightIcon,
  resized: ResizeIcon,
  edited: PencilIcon,
} satisfies Readonly<Record<KindOfChange, () => ReactNode>>;

export const ChangeMark = ({ kind }: { readonly kind: KindOfChange }): ReactNode => {
  const Icon = ICONS[kind];
  return (
    <span className={`mark${kind === "moved" ? " is-turning" : ""}`} data-kind={kind} aria-hidden="true">
      <Icon />
    </span>
  );
};
