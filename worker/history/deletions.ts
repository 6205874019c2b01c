/** The layouts that were deleted and not purged since, over all users of a database: what a daily clean-up goes by. */
import * as z from "zod/mini";

export type Deletions = ReturnType<typeof createDeletions>;

/** @throws whatever D1 does. Times are milliseconds since 1970. */
export const createDeletions = (database: D1Database) => ({
  /** The layouts that were deleted by then, at most so many, by user; those that wait the longest come first. */
  overdue: async (deletedBy: number, most: number): Promise<ReadonlyMap<string, readonly string[]>> => {
    const { results } = await database
      .prepare(
        "SELECT user_id, layout_id FROM deleted_layouts WHERE deleted_at <= ? ORDER BY deleted_at LIMIT ?",
      )
      .bind(deletedBy, most)
      .all();
    const layoutIdsByUser = new Map<string, string[]>();
    for (const { user_id, layout_id } of results.map((row) => DeletionRow.parse(row)))
      layoutIdsByUser.set(user_id, [...(layoutIdsByUser.get(user_id) ?? []), layout_id]);
    return layoutIdsByUser;
  },

  /** Of layouts that are not deleted, whatever stands here. */
  forget: async (userId: string, layoutIds: readonly string[], deletedBy: number): Promise<void> => {
    await database
      .prepare(
        `DELETE FROM deleted_layouts
         WHERE user_id = ? AND layout_id IN (SELECT value FROM json_each(?)) AND deleted_at <= ?`,
      )
      .bind(userId, JSON.stringify(layoutIds), deletedBy)
      .all();
  },
});

const DeletionRow = z.object({ user_id: z.string(), layout_id: z.string() });
