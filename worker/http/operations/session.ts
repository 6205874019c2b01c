/** The operations of `session.ts`. */
import { BODY, operation, SIGNED_IN } from "../operation.ts";
import { deviceId } from "../parameter-schemas.ts";
import { Device, DeviceBody, Session, SessionBody } from "../schemas/access.ts";
import { device, session } from "./examples.ts";

export const startSession = operation(() => ({
  id: "startSession",
  tag: "Session",
  summary: "Start a session",
  description:
    "Starts a guest where the server has guests, or answers who is calling already. Who comes with a token of the issuer gets a session for as long as that holds.",
  access: "optional",
  body: { schema: SessionBody(), isOptional: true },
  replies: {
    200: { says: "Who is calling.", schema: Session(), headers: ["Set-Cookie"] },
    201: { says: "A new guest.", schema: Session(), headers: ["Set-Cookie"] },
  },
  failures: [...SIGNED_IN, "forbidden", ...BODY],
  example: {
    cookies: "-c other-jar",
    body: { deviceName: device.name },
    status: 201,
    reply: session,
  },
}));

export const readSession = operation(() => ({
  id: "readSession",
  tag: "Session",
  summary: "Ask who is calling",
  description: "User, device, all of the user's devices, and how the call was authenticated.",
  access: "signed-in",
  replies: { 200: { says: "Who is calling.", schema: Session(), headers: ["Set-Cookie"] } },
  failures: [...SIGNED_IN],
  example: { status: 200, reply: session },
}));

export const endSession = operation(() => ({
  id: "endSession",
  tag: "Session",
  summary: "Sign out",
  description: "Ends this device's session, of which no copy holds any longer. The user's layouts stay.",
  access: "optional",
  replies: { 204: { says: "Signed out, or never signed in.", headers: ["Set-Cookie"] } },
  failures: [...SIGNED_IN, "forbidden"],
  example: { cookies: "-b other-jar", status: 204 },
}));

export const renameDevice = operation(() => ({
  id: "renameDevice",
  tag: "Session",
  summary: "Rename a device",
  access: "in-person",
  path: { id: deviceId() },
  body: { schema: DeviceBody() },
  replies: { 200: { says: "The device.", schema: Device() } },
  failures: [...SIGNED_IN, "forbidden", "device-not-found", ...BODY],
  example: {
    before: [`device=$(curl -s -b jar $api/session | sed 's/.*"device":{"id":"\\([^"]*\\)".*/\\1/')`],
    found: { [device.id]: "$device" },
    path: { id: device.id },
    body: { name: device.name },
    status: 200,
    reply: device,
  },
}));

export const signOutDevice = operation(() => ({
  id: "signOutDevice",
  tag: "Session",
  summary: "Sign a device out",
  description: "At once: whatever that device still holds is refused from here on.",
  access: "in-person",
  path: { id: deviceId() },
  replies: { 204: { says: "Signed out.", headers: ["Set-Cookie"] } },
  failures: [...SIGNED_IN, "forbidden", "invalid-parameter", "device-not-found"],
  example: {
    before: [
      `code=$(curl -s -b jar -X POST $api/session/pairings | sed 's/.*"code":"\\([^"]*\\)".*/\\1/')`,
      `device=$(curl -s -X POST $api/session/pairings/redeem -H 'Content-Type: application/json' -d "{\\"code\\":\\"$code\\"}" | sed 's/.*"device":{"id":"\\([^"]*\\)".*/\\1/')`,
    ],
    found: { [device.id]: "$device" },
    path: { id: device.id },
    status: 204,
  },
}));
