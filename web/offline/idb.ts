/**
 * As much of IndexedDB as documents take, as promises. A library for all of it would be a sixth of what a page loads.
 */

/** The answer of one request. */
export const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

/** Committed. Whoever does not wait for it is not told where it was not. */
export const finished = (tx: IDBTransaction): Promise<void> => {
  const end = new Promise<void>((done, fail) => {
    tx.oncomplete = () => done();
    tx.onabort = () => fail(tx.error ?? new DOMException("Nothing was stored.", "AbortError"));
  });
  end.catch(() => undefined);
  return end;
};

/**
 * Runs work on a connection, and once more on a new one if that had died: browsers close connections under us
 * (Safari most of all), and a dead one never recovers.
 */
export const createConnection = (
  name: string,
  create: (db: IDBDatabase) => void,
): (<T>(work: (db: IDBDatabase) => Promise<T>) => Promise<T>) => {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = () => {
    opening = undefined;
  };
  const open = async (): Promise<IDBDatabase> => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => create(request.result);
    const db = await asked(request);
    db.onclose = forget;
    // Another page brings a newer form of it, and waits for this one to let go.
    db.onversionchange = () => {
      db.close();
      forget();
    };
    return db;
  };
  const opened = (): Promise<IDBDatabase> => {
    if (opening === undefined) {
      opening = open();
      opening.catch(forget);
    }
    return opening;
  };
  return async (work) => {
    try {
      return await work(await opened());
    } catch (error) {
      if (!isDeadConnection(error)) throw error;
      forget();
      return work(await opened());
    }
  };
};

const isDeadConnection = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === "InvalidStateError" || error.name === "UnknownError");
