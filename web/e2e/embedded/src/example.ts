/** Runs one example of the README, and says in the page what it printed and whether it came to its end. */
const examples = import.meta.glob("./examples/*.ts");
const printed: string[] = [];
console.log = (...values: unknown[]) => printed.push(values.map(String).join(" "));

const end = (outcome: string): void => {
  document.body.textContent = JSON.stringify({ outcome, printed });
  document.body.dataset["ended"] = outcome;
};

const run = examples[`./examples/${new URLSearchParams(location.search).get("run")}.ts`];
if (run === undefined) end("There is no such example.");
else
  run().then(
    () => end("done"),
    (error: unknown) => end(String(error)),
  );
