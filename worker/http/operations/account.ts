/** The operations of `account.ts`. */
import { operation, SIGNED_IN } from "../operation.ts";
import { AccountExport, Erased } from "../schemas/account.ts";
import { device, head, session, times } from "./examples.ts";

export const exportAccount = operation(() => ({
  id: "exportAccount",
  tag: "Account",
  summary: "Export the account",
  description:
    "Devices, API tokens without their secrets, and each layout with its whole history, those too that were deleted and can still be restored. Comes as a stream.",
  access: "in-person",
  replies: {
    200: {
      ...{ says: "The file.", schema: AccountExport() },
      headers: ["Content-Disposition", "Cache-Control"],
    },
  },
  failures: [...SIGNED_IN, "forbidden"],
  example: {
    status: 200,
    reply: {
      ...{ format: "gridkeep-account/1", exportedAt: times.second, user: session.user },
      ...{ devices: [device], tokens: [] },
      layouts: [{ format: "gridkeep/1", exportedAt: times.second, ...head(3, "first"), versions: [] }],
    },
  },
}));

export const eraseAccount = operation(() => ({
  id: "eraseAccount",
  tag: "Account",
  summary: "Erase the account",
  description:
    "Everything, everywhere, at once and for good: layouts, history, devices, API tokens, open sockets. Sent again with the same cookie it says again what came of it.",
  access: "in-person",
  replies: {
    200: { says: "Erased.", schema: Erased(), headers: ["Set-Cookie", "Cache-Control"] },
    202: {
      says: "Nobody comes in any more; what the archive has is erased as soon as it can be reached.",
      schema: Erased(),
      headers: ["Set-Cookie", "Cache-Control"],
    },
  },
  failures: [...SIGNED_IN, "forbidden"],
  example: {
    before: ["curl -s -c leaving-jar -X POST $api/session"],
    cookies: "-b leaving-jar",
    status: 200,
    reply: { complete: true },
  },
}));
