/** Says what went wrong, in the words of the page where they can be had. */
import type { Failure } from "../../client/index.ts";
import { showToast } from "../common/toasts.tsx";

export const showFailure = (failure: Failure): void => {
  void import("../moreWords.ts").then(
    ({ failureInWords }) => showToast({ text: failureInWords(failure) }),
    () => showToast({ text: failure.message }),
  );
};
