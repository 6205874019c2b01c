/** A QR code, drawn dark on light in either theme: cameras expect it so. */
import type { ReactNode } from "react";
import { qrCode } from "./qrCode.ts";

/** As the standard asks for, in modules. */
const QUIET_ZONE = 4;

/** Nothing for a text that is too long for a code: what it says stands beside it in words as well. */
export const QrPicture = ({ text, label }: { readonly text: string; readonly label: string }): ReactNode => {
  const code = qrCode(text);
  if (code === null) return null;
  const size = code.length + 2 * QUIET_ZONE;
  const dark = code.flatMap((line, row) =>
    line.flatMap((isDark, column) => (isDark ? [`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className="qr-light" width={size} height={size} />
      <path className="qr-dark" d={dark.join("")} />
    </svg>
  );
};
