/** The list of versions, page by page. A new head brings the first page again; what is loaded stays meanwhile. */
import { useCallback, useEffect, useState } from "react";
import type { Version } from "../../worker/layout/wire.ts";
import { widgetPersistenceManager as keeper } from "../client/index.ts";

const PAGE = 20;

type History = {
  readonly versions: readonly Version[];
  readonly next: number | null;
  readonly incomplete: boolean;
  /** A sentence. */
  readonly failure: string | null;
  readonly loading: boolean;
};

const NOTHING: History = { versions: [], next: null, incomplete: false, failure: null, loading: true };

export const useHistory = (): History & { readonly loadMore: () => void; readonly reload: () => void } => {
  const [history, setHistory] = useState(NOTHING);

  const load = useCallback(async (before?: number): Promise<void> => {
    setHistory((known) => ({ ...known, loading: true, failure: null }));
    const answer = await keeper.getVersionHistory(PAGE, before);
    setHistory((known) => {
      if (!answer.ok) return { ...known, loading: false, failure: answer.failure.message };
      const { versions, next, incomplete = false } = answer.value;
      const loaded = joined(known.versions, versions);
      // Where a fresh first page meets older ones already loaded, those know where to go on.
      const goesOn = before === undefined && loaded.length > versions.length ? known.next : next;
      return { versions: loaded, next: goesOn, incomplete, failure: null, loading: false };
    });
  }, []);

  useEffect(() => {
    let head = keeper.state.version;
    void load();
    return keeper.subscribe(() => {
      if (keeper.state.version === head) return;
      head = keeper.state.version;
      void load();
    });
  }, [load]);

  return {
    ...history,
    loadMore: () => void load(history.next ?? undefined),
    reload: () => void load(history.versions.at(-1)?.version),
  };
};

const joined = (known: readonly Version[], loaded: readonly Version[]): readonly Version[] => {
  const byNumber = new Map([...known, ...loaded].map((version) => [version.version, version]));
  return [...byNumber.values()].sort((a, b) => b.version - a.version);
};
