/** What is said of a change, with its marks. */
import { Fragment, type ReactNode } from "react";
import type { Said } from "./said.ts";

export const Saying = ({ said }: { readonly said: Said }): ReactNode =>
  said.map(({ text, mark: Tag = Fragment }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is nothing but its place; two may be the same.
    <Tag key={index}>{text}</Tag>
  ));
