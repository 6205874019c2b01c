/** Every command of the page goes through here: one command, one step of undo. */

import type { Undo } from "../../client/index.ts";
import { keeper } from "../keeper.ts";
import { applied, type Command } from "./command.ts";

export const perform = (command: Command): Undo | null => keeper.edit((layout) => applied(layout, command));
