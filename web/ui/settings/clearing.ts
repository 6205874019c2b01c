/** What takes away all that this browser keeps; loaded when that is asked for. */
export { clearDevice } from "../../client/index.ts";
