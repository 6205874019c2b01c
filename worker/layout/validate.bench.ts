/** That no JSON of 1 MiB, the most that a request may bring, keeps the validation busy for 50 ms. */
import { atMost, type Figure } from "../bench/figure.ts";
import { medianMs } from "../bench/median.ts";
import { dashboard } from "./dashboard.testing.ts";
import { hostileTexts } from "./hostile.testing.ts";
import { validateLayout } from "./validate.ts";

export default async function bench(): Promise<readonly Figure[]> {
  const [big, small] = [
    dashboard({ widgets: 140, bytes: 250_000 }),
    dashboard({ widgets: 40, bytes: 25_000 }),
  ];
  return [
    { name: "validate, 140 widgets, 250 KB", value: medianMs(() => validateLayout(big)), unit: "ms" },
    { name: "validate, 40 widgets, 25 KB", value: medianMs(() => validateLayout(small)), unit: "ms" },
    ...Object.entries(hostileTexts).map(([shape, text]) => {
      const value: unknown = JSON.parse(text);
      return atMost(
        `validate, 1 MiB: ${shape}`,
        medianMs(() => validateLayout(value), SHORT),
        "ms",
        50,
      );
    }),
  ];
}

const SHORT = { warmUpMs: 50, measureMs: 200 };
