/**
 * The app's own files, kept on the device as one build made them, so that it opens without a network. A file whose
 * content may change under its name is kept under that name and its revision: what is kept is never another build's.
 */

/** Of the build; `revision` is null where the name says it. */
export type ShellFile = { readonly url: string; readonly revision: string | null };

export type Shell = {
  /** Fetches what is not here yet: all of it, or it fails. */
  readonly install: () => Promise<void>;
  /** Drops what other builds left. */
  readonly tidy: () => Promise<void>;
  /** Which copy answers that path; undefined for what is no file of ours. */
  readonly keyOf: (path: string) => string | undefined;
  /** Null where it is not here any more. */
  readonly copy: (key: string) => Promise<Response | null>;
};

const CACHE = "gridkeep-shell";

export const createShell = (files: readonly ShellFile[]): Shell => {
  const keys = new Map(
    files.map(({ url, revision }) => [`/${url}`, revision === null ? `/${url}` : `/${url}?${revision}`]),
  );
  const opened = () => caches.open(CACHE);

  const install = async (): Promise<void> => {
    const cache = await opened();
    const take = async ([path, key]: readonly [string, string]) => {
      if (await cache.match(key)) return;
      // One whose name says what it is may come from the browser's own cache.
      const copy = await fetch(path, { cache: path === key ? "default" : "reload" });
      if (!copy.ok) throw new Error(`${path}: ${copy.status}`);
      // A copy that says it was redirected would be refused as an answer to a navigation.
      await cache.put(key, copy.redirected ? new Response(copy.body, copy) : copy);
    };
    await Promise.all([...keys].map(take));
  };

  return {
    install,
    tidy: async () => {
      const cache = await opened();
      const known = new Set([...keys.values()].map((key) => new URL(key, location.href).href));
      const old = (await cache.keys()).filter(({ url }) => !known.has(url));
      await Promise.all(old.map((request) => cache.delete(request)));
    },
    keyOf: (path) => keys.get(path),
    copy: async (key) => {
      const cache = await opened();
      return (await cache.match(key)) ?? null;
    },
  };
};
