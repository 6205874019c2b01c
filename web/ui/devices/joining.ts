/** Signs this browser in by a code, has the page go over to the other dashboard, and keeps the one from before. */

import { widgetAccountService as account, type Failure, type Layout } from "../../client/index.ts";
import { downloadLayout } from "../common/download.ts";
import { freeName } from "../common/freeName.ts";
import { showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";

export type Joined =
  | { readonly kind: "joined" }
  | ({ readonly kind: "refused" } & Pick<Failure, "code" | "message">);

export const joinBy = async ({
  code,
  name,
  keep,
}: {
  readonly code: string;
  readonly name: string;
  /** What is here now, as a dashboard of its own beside the other one. */
  readonly keep: boolean;
}): Promise<Joined> => {
  const { session, layout } = keeper.state;
  const answer = await account.join(code, name);
  if (!answer.ok) return { kind: "refused", ...answer.failure };
  const isSame = answer.value.user.id === session?.user.id;
  await keeper.retry();
  showToast({ text: isSame ? words.joinedSame : words.joined });
  if (keep && layout !== null && !isSame) await keepAside(layout);
  return { kind: "joined" };
};

const keepAside = async (layout: Layout): Promise<void> => {
  const kept = await freeName(words.joinKeptName, (id) => account.keepAside(id, layout));
  if (kept.ok) showToast({ text: words.joinKept(kept.value.layoutId) });
  else
    showToast({
      text: words.joinNotKept,
      sticky: true,
      action: { label: words.download, run: () => downloadLayout(layout) },
    });
};
