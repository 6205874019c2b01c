/** The switches and numbers of a manager. They live in its memory: whoever embeds it sets them at start. */
export type Config = {
  /** Off: edits stay drafts on the device, and go to the server only when a save is asked for. */
  readonly autoSave: boolean;
  /** Milliseconds without another edit after which edits are saved. */
  readonly autoSaveDelay: number;
  /** Milliseconds after which they are saved while more keep coming. */
  readonly autoSaveMaxDelay: number;
  /** Off: no history is offered, saves carry no name, nothing is pruned. What the server keeps stays there. */
  readonly enableVersioning: boolean;
  /** Off: nothing merges by itself. Where two devices both changed something, a person is asked. */
  readonly enableConflictResolution: boolean;
  readonly enableEncryption: boolean;
  /** How many versions the history is pruned to, 1 to 1000. Left at the default, the number is the server's own. */
  readonly maxVersions: number;
  /** Milliseconds before the second attempt, doubling with each until the most. */
  readonly retry: { readonly firstMs: number; readonly mostMs: number };
};

/** Any part of it; what is left out stays as it was. */
export type ConfigChange = Partial<Omit<Config, "retry">> & { readonly retry?: Partial<Config["retry"]> };

export const DEFAULT_CONFIG: Config = {
  autoSave: true,
  autoSaveDelay: 2_000,
  autoSaveMaxDelay: 10_000,
  enableVersioning: true,
  enableConflictResolution: true,
  enableEncryption: false,
  maxVersions: 50,
  retry: { firstMs: 1_000, mostMs: 60_000 },
};
