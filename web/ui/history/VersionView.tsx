/** A version in one of three ways: what restoring it makes, what has changed since, or what it changed itself. */

import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import type { OpenVersion } from "../../client/index.ts";
import type { VersionHistory } from "../../react/useVersionHistory.ts";
import { Surface } from "../board/Surface.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { ChangeList, type Choosing } from "./ChangeList.tsx";
import { compare } from "./comparison.ts";
import { DiffView } from "./DiffView.tsx";
import { resultOf, type Scope } from "./scope.ts";
import { versionBefore } from "./sessions.ts";
import "./diff.css";

export type View = "preview" | "since" | "before";

type Props = {
  readonly form: Form;
  readonly head: Layout;
  readonly version: OpenVersion;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
};

export const VersionView = ({
  view,
  history,
  ...props
}: Props & { readonly view: View; readonly history: VersionHistory }): ReactNode => {
  switch (view) {
    case "preview":
      return <Preview {...props} />;
    case "since":
      return (
        <DiffView
          from={props.version.layout}
          to={props.head}
          form={props.form}
          choosing={choosingOf(props)}
        />
      );
    case "before":
      return <WithVersionBefore form={props.form} version={props.version} history={history} />;
  }
};

const Preview = (props: Props): ReactNode => {
  const { form, head, version, scope } = props;
  const [lit, setLit] = useState<string | null>(null);
  const result = useMemo(() => resultOf({ head, version: version.layout, scope }), [head, version, scope]);
  const comparison = useMemo(() => compare(version.layout, head, form), [version, head, form]);
  const other = form === "desktop" ? "mobile" : "desktop";
  const elsewhere = useMemo(() => compare(version.layout, head, other), [version, head, other]);
  const choosing = choosingOf(props);
  const surface = (
    <Surface
      form={form}
      layout={result}
      editing={false}
      readOnly={true}
      freshId={null}
      onSettings={nothing}
    />
  );
  if (choosing === undefined) return <div className="preview">{surface}</div>;
  return (
    <div className="diff-view">
      <ChangeList {...{ form, comparison, elsewhere, choosing, lit, onLit: setLit }} />
      <div className="preview">{surface}</div>
    </div>
  );
};

const nothing = (): void => {};

const choosingOf = ({ scope, onScope }: Props): Choosing | undefined =>
  scope.kind === "widgets"
    ? {
        ids: scope.ids,
        onToggle: (id) =>
          onScope({
            kind: "widgets",
            ids: scope.ids.includes(id) ? scope.ids.filter((one) => one !== id) : [...scope.ids, id],
          }),
      }
    : undefined;

type Before =
  | { readonly kind: "opening" | "none" | "failed" }
  | { readonly kind: "open"; readonly layout: Layout };

const WithVersionBefore = ({
  form,
  version,
  history,
}: {
  readonly form: Form;
  readonly version: OpenVersion;
  readonly history: VersionHistory;
}): ReactNode => {
  const before = useVersionBefore(version, history);
  switch (before.kind) {
    case "opening":
      return <p className="diff-note">{words.opening}</p>;
    case "none":
      return <p className="diff-note">{words.firstVersion}</p>;
    case "failed":
      return (
        <p className="diff-note" role="alert">
          {words.compareFailed} {words.historySafe}
        </p>
      );
    case "open":
      return <DiffView from={before.layout} to={version.layout} form={form} />;
  }
};

const OPENING: Before = { kind: "opening" };
const NONE: Before = { kind: "none" };
const FAILED: Before = { kind: "failed" };

const useVersionBefore = (
  version: OpenVersion,
  { versions, hasMore, loading, error, more }: VersionHistory,
): Before => {
  const [before, setBefore] = useState<Before>(OPENING);
  const number = versionBefore(versions, version.version)?.version;
  const end = !hasMore ? NONE : error !== null ? FAILED : null;
  useEffect(() => {
    if (number === undefined && end === null && !loading) void more();
  }, [number, end, loading, more]);
  useEffect(() => {
    if (number === undefined) return setBefore(end ?? OPENING);
    let isLate = false;
    void keeper.readVersion(number).then((answer) => {
      if (isLate) return;
      setBefore(answer.ok ? { kind: "open", layout: answer.value.layout } : FAILED);
    });
    return () => {
      isLate = true;
    };
  }, [number, end]);
  return before;
};
