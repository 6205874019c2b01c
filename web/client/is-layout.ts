/** A first look at what others hand in. Whether every widget is valid, the server and `widgetValidator` say. */
import { FORMS } from "../../worker/layout/limits.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { isPlainObject } from "../../worker/layout/weigh.ts";

/** As much as saving, showing and merging rely on. */
export const isLayout = (value: unknown): value is Layout =>
  isPlainObject(value) &&
  FORMS.every((form) => {
    const list = value[form];
    return Array.isArray(list) && list.every(isWidgetLike);
  });

const isWidgetLike = (value: unknown): boolean =>
  isPlainObject(value) &&
  typeof value["id"] === "string" &&
  ["x", "y", "w", "h"].every((key) => Number.isInteger(value[key])) &&
  isPlainObject(value["config"]);
