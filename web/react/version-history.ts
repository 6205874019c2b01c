/**
 * The versions of a manager's layout, page by page, as a store outside of React. A new head or another user brings the
 * first page again; what is loaded stays meanwhile, unless it is somebody else's, and after it where it reaches down to
 * that. No call rejects.
 */
import type {
  Answer,
  DescribeRequest,
  Failure,
  KeeperState,
  Version,
  WidgetPersistenceManager,
} from "../client/index.ts";
import type { Managed } from "./useManaged.ts";
import { NO_PAGES, withPage, withVersion } from "./version-pages.ts";

export type LoadedVersions = {
  /** Newest first. */
  readonly versions: readonly Version[];
  /** There are older ones: `more` brings them. */
  readonly hasMore: boolean;
  /** The archive could not be asked: versions may be missing until the first page comes again with it. */
  readonly incomplete: boolean;
  readonly loading: boolean;
  /** Why the last attempt failed; null after one that did not. */
  readonly error: Failure | null;
};

export type Historic = Managed & Pick<WidgetPersistenceManager, "getVersionHistory" | "describeVersion">;

export type VersionHistoryStore = {
  readonly state: () => LoadedVersions;
  /** Loads for as long as somebody listens. */
  readonly subscribe: (listener: () => void) => () => void;
  /** The next page, if there is one. */
  readonly more: () => Promise<void>;
  /** The first page again, as after a failure. */
  readonly refresh: () => Promise<void>;
  /** Names or pins a version; the list says so once the server has it. */
  readonly describe: (version: number, change: DescribeRequest) => Promise<Answer<Version>>;
};

export const NO_VERSIONS: LoadedVersions = {
  ...{ versions: [], hasMore: false, incomplete: false, loading: true, error: null },
};

export const createVersionHistory = (manager: Historic, pageSize: number): VersionHistoryStore => {
  const listeners = new Set<() => void>();
  let state = NO_VERSIONS;
  let pages = NO_PAGES;
  let asked: Asked = { owner: null, version: null, isOut: false };
  /** Counts what was asked for: only the newest answer is shown. */
  let turn = 0;

  const show = (change: Partial<LoadedVersions>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const load = async (before?: number): Promise<void> => {
    turn += 1;
    const mine = turn;
    show({ loading: true, error: null });
    const answer = await manager.getVersionHistory(pageSize, before);
    if (mine !== turn) return;
    if (!answer.ok) return show({ loading: false, error: answer.failure });
    pages = withPage(pages, answer.value, before);
    const { versions, next, incomplete } = pages;
    show({ versions, hasMore: next !== null, incomplete, loading: false });
  };

  const follow = (): void => {
    const { owner, version, isOut } = askedOf(manager.state);
    const isSame = owner === asked.owner && version === asked.version && isOut === asked.isOut;
    if (owner === null || isSame) return;
    if (owner !== asked.owner) {
      pages = NO_PAGES;
      state = NO_VERSIONS;
      // An answer that is on its way is another user's.
      turn += 1;
    }
    asked = { owner, version, isOut };
    // Before the first save there is nothing to ask for.
    if (version === null && !isOut && manager.state.session !== null) show({ loading: false });
    else void load();
  };

  let stop = (): void => {};
  const begin = (): void => {
    stop = manager.subscribe(follow);
    void manager.start();
    follow();
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) begin();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    more: async () => {
      if (pages.next !== null && !state.loading) await load(pages.next);
    },
    refresh: () => load(),
    describe: async (version, change) => {
      const { owner } = asked;
      const answer = await manager.describeVersion(version, change);
      if (!answer.ok || owner !== asked.owner) return answer;
      pages = withVersion(pages, answer.value);
      show({ versions: pages.versions });
      return answer;
    },
  };
};

type Asked = { readonly owner: string | null; readonly version: number | null; readonly isOut: boolean };

/** The owner is null while it is being found out whose history it is; where it can't be, a call says why. */
const askedOf = ({ session, status, version }: KeeperState): Asked => {
  const isOut = status.kind === "sign-in";
  return { owner: session?.user.id ?? (isOut || status.kind === "local" ? "" : null), version, isOut };
};
