/** A kind that Gridkeep doesn't draw, such as a panel imported from Grafana: named, kept, left as it is. */
import type { ReactNode } from "react";
import type { Config } from "../../../worker/layout/schema.ts";
import { PanelIcon } from "../common/icons.tsx";
import { words } from "../words.ts";

export const ForeignCard = ({
  type,
  title,
  config,
}: {
  readonly type: string;
  readonly title: string | undefined;
  readonly config: Config;
}): ReactNode => {
  if (type === "row") return <div className="foreign-row">{title ?? words.row}</div>;
  const about = config["description"];
  return (
    <div className="foreign" title={words.foreignText}>
      <PanelIcon />
      <p className="foreign-type">{type}</p>
      <p className="foreign-kind">{words.foreignKind}</p>
      {typeof about === "string" && about !== "" && <p className="foreign-about">{about}</p>}
    </div>
  );
};
