/** What was made to be slow or to break: judged, and made valid. How long that takes is measured by the bench. */
import { describe, expect, it } from "vitest";
import { hostileTexts } from "./hostile.testing.ts";
import { sanitizeLayout, validateLayout } from "./validate.ts";

describe("1 MiB of worst-case JSON", () => {
  it.each(Object.entries(hostileTexts))("is judged, and made valid: %s", (_, text) => {
    const value: unknown = JSON.parse(text);
    expect(validateLayout(value).errors.length).toBeLessThanOrEqual(100);
    expect(validateLayout(sanitizeLayout(value)).valid).toBe(true);
  });
});
