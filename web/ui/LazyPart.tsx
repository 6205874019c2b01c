/** A part of the page that is loaded when it is opened. If it can't be loaded, the rest stays usable. */
import { type ReactNode, Suspense } from "react";
import { Boundary } from "./Boundary.tsx";
import { showToast } from "./common/toasts.tsx";
import { flushPending } from "./saving/pendingText.ts";
import { words } from "./words.ts";

export const LazyPart = ({
  onFailure,
  children,
}: {
  readonly onFailure: () => void;
  readonly children: ReactNode;
}): ReactNode => (
  <Boundary
    fallback={() => null}
    onFailure={() => {
      onFailure();
      showToast({ text: words.partMissing, action: { label: words.reload, run: reload } });
    }}
  >
    <Suspense>{children}</Suspense>
  </Boundary>
);

const reload = (): void => {
  flushPending();
  location.reload();
};
