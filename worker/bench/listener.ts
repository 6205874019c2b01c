/** A device that listens to the layout `main`: a live socket as a page of the site would open it. */
export type Listener = {
  /** Resolves when it hears of that version, or has. */
  heard(version: number): Promise<void>;
  close(): void;
};

export const listen = async (url: URL, cookie: string): Promise<Listener> => {
  const address = new URL("/api/layouts/main/live", url);
  address.protocol = "ws:";
  const socket = new WebSocket(address, { headers: { Cookie: cookie, Origin: url.origin } });
  let newest = 0;
  let waiting: { readonly version: number; readonly resolve: () => void } | null = null;
  socket.addEventListener("message", ({ data }) => {
    const message: unknown = JSON.parse(data);
    if (!(message instanceof Object && "version" in message && typeof message.version === "number")) return;
    newest = message.version;
    if (waiting !== null && waiting.version <= newest) waiting.resolve();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("No socket opens.")));
  });
  return {
    heard: (version) =>
      new Promise((resolve) => {
        if (version <= newest) resolve();
        else waiting = { version, resolve };
      }),
    close: () => socket.close(),
  };
};
