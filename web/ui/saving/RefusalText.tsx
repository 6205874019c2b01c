/** Why the server will never take a save, in the words of the page. */
import type { ReactNode } from "react";
import { failureInWords } from "../moreWords.ts";

export const RefusalText = ({
  code,
  detail,
}: {
  readonly code: string;
  readonly detail: string;
}): ReactNode => failureInWords({ code, message: detail });
