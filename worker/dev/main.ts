/** Runs a command to its exit code: a failure is its sentence and 1, a stop that was asked for is silent and 0. */
import { Failure } from "./step.ts";
import { stopSignal } from "./stop.ts";

export async function main(command: (stop: AbortSignal) => Promise<number>): Promise<never> {
  const stop = stopSignal();
  try {
    process.exit(await command(stop));
  } catch (error) {
    if (stop.aborted) process.exit(0);
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  }
}
