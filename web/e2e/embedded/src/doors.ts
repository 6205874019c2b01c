/** Everything that the doors give, so that no declaration goes unread. */
import * as client from "gridkeep/client";
import * as layout from "gridkeep/layout";
import * as react from "gridkeep/react";

export { client, layout, react };
