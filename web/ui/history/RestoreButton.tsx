/** Makes what is shown the newest version, as an edit that can be undone. */

import { type ReactNode, useState } from "react";
import type { Layout } from "../../../worker/layout/schema.ts";
import type { OpenVersion } from "../../client/index.ts";
import { findWidget } from "../board/findWidget.ts";
import { showDone, showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { failureInWords, words } from "../moreWords.ts";
import { nameOf } from "../widgetKinds.ts";
import { onlyOf, resultOf, type Scope } from "./scope.ts";

export const RestoreButton = ({
  version,
  head,
  scope,
  onRestored,
}: {
  readonly version: OpenVersion;
  readonly head: Layout;
  readonly scope: Scope;
  readonly onRestored: () => void;
}): ReactNode => {
  const [busy, setBusy] = useState(false);
  const isSame = resultOf({ head, version: version.layout, scope }) === head;
  const restore = async (): Promise<void> => {
    setBusy(true);
    const only = onlyOf(scope);
    const answer = await keeper.rollbackToVersion(version.version, only ? { only } : {});
    setBusy(false);
    if (!answer.ok) {
      showToast({ text: failureInWords(answer.failure) });
      return;
    }
    onRestored();
    showDone(doneInWords(scope, version), answer.value);
  };
  const isNothing = scope.kind === "widgets" && scope.ids.length === 0;
  return (
    <>
      {isSame && !isNothing && <span className="travel-same">{words.sameAsNow}</span>}
      <button
        type="button"
        className="button is-primary"
        disabled={busy || isSame}
        onClick={() => void restore()}
      >
        {label(scope)}
      </button>
    </>
  );
};

const label = (scope: Scope): string => {
  switch (scope.kind) {
    case "all":
      return words.restore;
    case "form":
      return words.restoreForm[scope.form];
    case "widgets":
      return words.restoreWidgets(scope.ids.length);
  }
};

const doneInWords = (scope: Scope, { version, layout }: OpenVersion): string => {
  switch (scope.kind) {
    case "all":
      return words.restored(version);
    case "form":
      return words.restoredForm[scope.form](version);
    case "widgets": {
      const [id = ""] = scope.ids;
      const widget = findWidget(layout, id) ?? findWidget(keeper.state.layout, id);
      return words.restoredWidgets(scope.ids.length, widget ? nameOf(widget) : id, version);
    }
  }
};
