/** One line of JSON per event, without layouts, names or addresses of people. */

/** What failed, for whoever runs the service. Errors by name and message only. */
export const log = (event: string, facts: Readonly<Record<string, unknown>> = {}): void => {
  const { error, ...rest } = facts;
  console.error(
    JSON.stringify({ event, ...rest, ...(error === undefined ? {} : { error: causeOf(error) }) }),
  );
};

/** What happened as it should. */
export const logInfo = (event: string, facts: Readonly<Record<string, unknown>>): void =>
  console.log(JSON.stringify({ event, ...facts }));

const LONGEST_CAUSE = 300;

/** What a message quotes may be anybody's: a parser's is a piece of what it could not read. */
const causeOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    .replace(/"[^"]*"?/g, '"…"')
    .slice(0, LONGEST_CAUSE);
