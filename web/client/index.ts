/** The public door of the client library. Importing it does nothing yet: all begins with `start`. */
export type { ConfigSchema } from "../../worker/layout/catalog.ts";
export type { Change, ChangeCounts, Edit } from "../../worker/layout/change.ts";
export type { ErrorCode, Issue, WarningCode } from "../../worker/layout/issues.ts";
export type { KeyOrder } from "../../worker/layout/key-order.ts";
export type { Choice, Conflict, Merge, MergeSides, PlacementNotice } from "../../worker/layout/merge.ts";
export type { Clash } from "../../worker/layout/merge-content.ts";
export type { Choices, Strategy } from "../../worker/layout/resolve.ts";
export type {
  AnyLayout,
  Checksum,
  Columns,
  Form,
  Layout,
  SealedLayout,
  Widget,
} from "../../worker/layout/schema.ts";
export type {
  ChangeType,
  DescribeRequest,
  Device,
  Erased,
  FailureKind,
  Only,
  OpenVersion,
  Pairing,
  Pruned,
  SaveReply,
  Session,
  Version,
  VersionPage,
} from "../../worker/layout/wire.ts";
export type { Base, Document, Draft, Head, OutboxRow, ParkedRow, RowState } from "../offline/document.ts";
export type { Unlocked, Vault } from "../offline/guarded.ts";
export { KEY_LAYOUT_ID } from "../offline/key-layout.ts";
export type { RefusalCode, Unusable } from "../offline/remote.ts";
export type { Decided, Seal } from "../offline/seal.ts";
export type { DocumentStatus } from "../offline/status.ts";
export { CURRENT_USER, type DocId, type DocumentStore, type StoredSession } from "../offline/store.ts";
export { type AccountService, createAccountService, type ExportOptions } from "./account.ts";
export type { Clock } from "./autosave.ts";
export { createPersistenceManager, type PersistenceOptions } from "./browser.ts";
export { clearDevice } from "./clear-device.ts";
export type { Config, ConfigChange } from "./config.ts";
export type { EncryptionService } from "./encryption.ts";
export type { Course, KeyStep } from "./encryption-course.ts";
export type { Changed, EncryptionState } from "./encryption-keyring.ts";
export type { KeySet } from "./encryption-keys.ts";
export type { OpenedWidgets, SealedField, UnopenedWidgets } from "./encryption-layout.ts";
export type { SealedMerge, SealedSides, Unmerged } from "./encryption-merge.ts";
export type { Opened, Outcome, Reason, Refused, Unopened } from "./encryption-outcome.ts";
export type { Keyholder, KeyWatch, SealMode } from "./keyholder.ts";
export { type ManagerPorts, WidgetPersistenceManager } from "./manager.ts";
export type { Metadata } from "./metadata.ts";
export { onFull } from "./room.ts";
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
  widgetAccountService,
  widgetEncryptionService,
  widgetStorageService,
  widgetVersionService,
} from "./services/singletons.ts";
export { createStorageService, type StorageService } from "./services/storage-service.ts";
export {
  createValidator,
  type EmbedderSchema,
  type GridOptions,
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
export type { UpdateCode } from "./services/widget-update.ts";
export { widgetPersistenceManager } from "./singleton.ts";
export type * from "./state.ts";
export {
  createWidgetEncryption,
  type SealingKeeper,
  type WidgetEncryptionService,
} from "./widget-encryption.ts";
