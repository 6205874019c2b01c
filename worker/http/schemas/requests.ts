/** Bodies that go on in the history. */
import * as wire from "../../layout/wire.ts";
import { named } from "./named.ts";

export const RollbackBody = named(
  "RollbackRequest",
  "Which version to go back to: all of it, one form factor, or some widgets.",
  () => wire.RollbackRequest,
);
export const DescribeBody = named(
  "DescribeRequest",
  "A name, a pin, or both. An empty description takes the name away.",
  () => wire.DescribeRequest,
);
export const PruneBody = named("PruneRequest", "How many versions are to stay.", () => wire.PruneRequest);
