/**
 * Schemas that the API's document names: each stands in it once, and is referred to by its name everywhere else. They
 * are made when somebody asks: a Worker that starts has no time for a document that few read.
 */
import * as z from "zod/mini";

export const schemas = z.registry<{ readonly id: string }>();

export const named = <S extends z.ZodMiniType>(id: string, description: string, make: () => S): (() => S) => {
  let made: S | null = null;
  return () => {
    if (made !== null) return made;
    made = make().check(z.describe(description));
    schemas.add(made, { id });
    return made;
  };
};
