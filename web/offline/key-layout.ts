/** The layout that holds a user's wrapped key: saved like any other, and no dashboard. Lists leave it out. */
export const KEY_LAYOUT_ID = "gridkeep.key";
