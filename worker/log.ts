/** One line of JSON per event, without layouts, names or addresses of people. Errors by name and message only. */
export const log = (event: string, facts: Readonly<Record<string, unknown>> = {}): void => {
  const { error, ...rest } = facts;
  const cause =
    error === undefined
      ? {}
      : { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  console.error(JSON.stringify({ event, ...rest, ...cause }));
};
