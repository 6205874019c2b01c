/** Finds a name for a new dashboard that none has yet: the day, then the day and a number. */
import type { Answer } from "../../client/index.ts";

const MOST_TURNS = 20;

/** Whoever saves under it says whether it was free; any other failure ends the search. */
export const freeName = async <T>(
  nameOf: (day: string, turn: number) => string,
  save: (name: string) => Promise<Answer<T>>,
): Promise<Answer<T>> => {
  const day = new Date().toISOString().slice(0, 10);
  for (let turn = 1; ; turn += 1) {
    const answer = await save(nameOf(day, turn));
    if (answer.ok || answer.failure.code !== "layout-exists" || turn === MOST_TURNS) return answer;
  }
};
