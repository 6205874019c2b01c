/** Who calls: sessions, devices, pairing and API tokens. */
import * as z from "zod/mini";
import * as wire from "../../layout/wire.ts";
import { named } from "./named.ts";
import { Time } from "./values.ts";

export const Device = named("Device", "One of the user's devices: a browser that has a session.", () =>
  z.object({
    id: z.string(),
    name: z.string(),
    createdAt: Time,
    lastSeen: Time.check(z.describe("Exact to an hour.")),
  }),
);

const Scope = z.enum(["read", "write"]);

export const Session = named("Session", "Who is calling. An API token sees no devices, and its scope.", () =>
  z.object({
    user: z.object({ id: z.string() }),
    device: z.object({ id: z.string(), name: z.string() }),
    devices: z.array(Device()).check(z.describe("The one that was seen last first.")),
    authenticatedBy: z.enum(["session", "token", "jwt", "access"]),
    scope: z.exactOptional(Scope),
  }),
);

export const Pairing = named("Pairing", "A code that signs in another device, once.", () =>
  z.object({ code: z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/)), expiresAt: Time }),
);

const tokenMembers = () => ({
  id: z.string(),
  name: z.string(),
  scope: Scope,
  createdAt: Time,
  expiresAt: z.nullable(Time),
  lastUsed: z.nullable(Time).check(z.describe("Exact to an hour.")),
});

export const TokenInfo = named("TokenInfo", "An API token without its secret.", () =>
  z.object(tokenMembers()),
);

export const TokenList = named("TokenList", "The user's API tokens, the newest first.", () =>
  z.object({ tokens: z.array(TokenInfo()) }),
);

export const NewToken = named("NewToken", "An API token with its secret, which is told this once.", () =>
  z.object({
    ...tokenMembers(),
    secret: z.string().check(z.describe("Send it as `Authorization: Bearer <secret>`.")),
  }),
);

export const SessionBody = named(
  "SessionRequest",
  "What the device is to be called.",
  () => wire.SessionRequest,
);
export const RedeemBody = named("RedeemRequest", "A code as a person typed it.", () => wire.RedeemRequest);
export const DeviceBody = named("DeviceRequest", "A new name.", () => wire.DeviceRequest);
export const TokenBody = named(
  "TokenRequest",
  "A new API token. Without `expiresAt` it holds until it is revoked.",
  () => wire.TokenRequest,
);
