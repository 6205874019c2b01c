/** Where things are, whatever directory a command was typed in. */
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

export const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
