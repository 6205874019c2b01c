import { expectTypeOf, it } from "vitest";
import type * as z from "zod/mini";
import type { Change, ChangeCounts } from "../../layout/change.ts";
import type { Conflict } from "../../layout/merge.ts";
import type { AnyLayout, Layout, SealedLayout, Widget } from "../../layout/schema.ts";
import type * as wire from "../../layout/wire.ts";
import type * as access from "./access.ts";
import type * as account from "./account.ts";
import type * as change from "./change.ts";
import type { Conflict as ConflictSchema, conflictMembers } from "./conflict.ts";
import type * as file from "./file.ts";
import type * as head from "./head.ts";
import type * as layout from "./layout.ts";
import type * as version from "./version.ts";

/** Without brands, which only tell one text from another, and with all of an intersection in one. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T extends string
    ? string extends Unbranded<T>
      ? string
      : T
    : T
  : T extends object
    ? { readonly [K in keyof T]: Plain<T[K]> }
    : T;
type Unbranded<T> = T extends z.core.$brand ? string : T;

type Read<S extends () => z.ZodMiniType> = Plain<z.output<ReturnType<S>>>;

it("are the types that the rest of the program uses", () => {
  expectTypeOf<Plain<Widget>>().toEqualTypeOf<Read<typeof layout.Widget>>();
  expectTypeOf<Plain<Layout>>().toEqualTypeOf<Read<typeof layout.Layout>>();
  expectTypeOf<Plain<SealedLayout>>().toEqualTypeOf<Read<typeof layout.SealedLayout>>();
  expectTypeOf<Plain<AnyLayout>>().toEqualTypeOf<Read<typeof layout.anyLayout>>();
  expectTypeOf<Plain<ChangeCounts>>().toEqualTypeOf<Read<typeof change.ChangeCounts>>();
  expectTypeOf<Plain<Change>>().toEqualTypeOf<Read<typeof change.Change>>();
  expectTypeOf<Plain<wire.VersionChanges>>().toEqualTypeOf<Read<typeof change.VersionChanges>>();
  expectTypeOf<Plain<wire.Version>>().toEqualTypeOf<Read<typeof version.Version>>();
  expectTypeOf<Plain<wire.VersionWithLayout>>().toEqualTypeOf<Read<typeof version.VersionWithLayout>>();
  expectTypeOf<Plain<wire.VersionPage>>().toEqualTypeOf<Read<typeof version.VersionPage>>();
  expectTypeOf<Plain<wire.Pruned>>().toEqualTypeOf<Read<typeof version.Pruned>>();
  expectTypeOf<Plain<wire.Verification>>().toEqualTypeOf<Read<typeof version.Verification>>();
  expectTypeOf<Plain<wire.Head>>().toEqualTypeOf<Read<typeof head.Head>>();
  expectTypeOf<Plain<wire.LayoutSummary>>().toEqualTypeOf<Read<typeof head.LayoutSummary>>();
  expectTypeOf<Plain<wire.LayoutPage>>().toEqualTypeOf<Read<typeof head.LayoutPage>>();
  expectTypeOf<Plain<wire.SaveRequest>>().toEqualTypeOf<Read<typeof head.SaveBody>>();
  expectTypeOf<Plain<wire.SaveReply>>().toEqualTypeOf<Read<typeof head.SaveReply>>();
  expectTypeOf<Plain<wire.Removed>>().toEqualTypeOf<Read<typeof head.Removed>>();
  expectTypeOf<Plain<Conflict>>().toEqualTypeOf<Read<typeof ConflictSchema>>();
  expectTypeOf<Plain<wire.Export>>().toEqualTypeOf<Read<typeof file.Export>>();
  expectTypeOf<Plain<wire.AccountExport>>().toEqualTypeOf<Read<typeof account.AccountExport>>();
  expectTypeOf<Plain<wire.Erased>>().toEqualTypeOf<Read<typeof account.Erased>>();
  expectTypeOf<Plain<wire.Device>>().toEqualTypeOf<Read<typeof access.Device>>();
  expectTypeOf<Plain<wire.Session>>().toEqualTypeOf<Read<typeof access.Session>>();
  expectTypeOf<Plain<wire.Pairing>>().toEqualTypeOf<Read<typeof access.Pairing>>();
  expectTypeOf<Plain<wire.TokenInfo>>().toEqualTypeOf<Read<typeof access.TokenInfo>>();
  expectTypeOf<Plain<wire.TokenList>>().toEqualTypeOf<Read<typeof access.TokenList>>();
  expectTypeOf<Plain<wire.NewToken>>().toEqualTypeOf<Read<typeof access.NewToken>>();
  type Members = () => z.ZodMiniObject<ReturnType<typeof conflictMembers>>;
  expectTypeOf<Plain<wire.VersionConflict>>().toEqualTypeOf<Read<Members>>();
});
