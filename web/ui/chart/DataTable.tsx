/** The numbers of a chart as a table, for everybody. Long ones show their end, as that is what is new. */
import type { ReactNode } from "react";
import type { Figures } from "../figures/series.ts";
import { words } from "../moreWords.ts";
import { numberFormat } from "./labels.ts";
import { whereOf } from "./Readout.tsx";

const MOST_ROWS = 500;

const written = numberFormat({ maximumFractionDigits: 6 });

export const DataTable = ({ figures }: { readonly figures: Figures }): ReactNode => {
  const all = figures.x.at.length;
  const from = Math.max(0, all - MOST_ROWS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard has to get there.
    <section className="chart-table" aria-label={words.chartValues} tabIndex={0}>
      {from > 0 && <p className="chart-note">{words.tableLast(MOST_ROWS, all)}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="spoken">{words.fields["place"]}</span>
            </th>
            {figures.series.map(({ name }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same.
              <th key={at} scope="col">
                {name || words.seriesUnnamed(at + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.x.at.slice(from).map((_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and stay where they are.
            <tr key={row}>
              <th scope="row">{whereOf(figures, from + row)}</th>
              {figures.series.map(({ values }, at) => {
                const value = values[from + row] ?? null;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                  <td key={at}>{value === null ? "–" : written.format(value)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
