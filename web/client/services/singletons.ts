/** The services of this page, over its manager. */
import { type AccountService, createAccountService } from "../account.ts";
import { widgetPersistenceManager } from "../singleton.ts";
import { createWidgetEncryption, type WidgetEncryptionService } from "../widget-encryption.ts";
import { createOptimisticManager, type OptimisticManager } from "./optimistic.ts";
import { createStorageService, type StorageService } from "./storage-service.ts";
import { createVersionService, type VersionService } from "./version-service.ts";

export const widgetAccountService: AccountService = /* @__PURE__ */ createAccountService();
export const optimisticWidgetManager: OptimisticManager =
  /* @__PURE__ */ createOptimisticManager(widgetPersistenceManager);
export const widgetEncryptionService: WidgetEncryptionService =
  /* @__PURE__ */ createWidgetEncryption(widgetPersistenceManager);
export const widgetStorageService: StorageService =
  /* @__PURE__ */ createStorageService(widgetPersistenceManager);
export const widgetVersionService: VersionService =
  /* @__PURE__ */ createVersionService(widgetPersistenceManager);
