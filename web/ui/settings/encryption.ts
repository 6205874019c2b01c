/** Passphrases and sealing of the dashboard that is shown. */
import { createWidgetEncryption, type WidgetEncryptionService } from "../../client/index.ts";
import { keeper } from "../keeper.ts";

export const encryption: WidgetEncryptionService = /* @__PURE__ */ createWidgetEncryption(keeper);
