/** The public door of the client library. Importing it does nothing yet: all begins with `start`. */
export type { Form, Layout, Widget } from "../../worker/layout/schema.ts";
export type { OpenVersion, Session, Version, VersionPage } from "../../worker/layout/wire.ts";
export { KEY_LAYOUT_ID } from "../offline/key-layout.ts";
export { CURRENT_USER } from "../offline/store.ts";
export { createPersistenceManager, type PersistenceOptions } from "./browser.ts";
export type { Config, ConfigChange } from "./config.ts";
export type { SealMode } from "./keyholder.ts";
export { type ManagerPorts, WidgetPersistenceManager } from "./manager.ts";
export type { Metadata } from "./metadata.ts";
export {
  type ConflictResolver,
  type Detection,
  type LocalMeta,
  type Relation,
  type RemoteMeta,
  type Resolution,
  type Suggestion,
  widgetConflictResolver,
} from "./services/conflict-resolver.ts";
export {
  createOptimisticManager,
  type OptimisticFailure,
  type OptimisticManager,
  type OptimisticOptions,
  type OptimisticResult,
  type WidgetFields,
  type WidgetUpdate,
} from "./services/optimistic.ts";
export type { EditingKeeper, Result, StoringKeeper, VersionKeeper } from "./services/ports.ts";
export {
  optimisticWidgetManager,
  widgetEncryptionService,
  widgetStorageService,
  widgetVersionService,
} from "./services/singletons.ts";
export { createStorageService, type StorageService } from "./services/storage-service.ts";
export {
  createValidator,
  type EmbedderSchema,
  type RegisterCode,
  type StandardSchema,
  type Validation,
  type Validator,
  widgetValidator,
} from "./services/validator.ts";
export {
  type Comparison,
  createVersionService,
  type VersionRecord,
  type VersionService,
} from "./services/version-service.ts";
export { widgetPersistenceManager } from "./singleton.ts";
export type * from "./state.ts";
export { createWidgetEncryption, type WidgetEncryptionService } from "./widget-encryption.ts";
