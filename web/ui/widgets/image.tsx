/** A picture from an address: loaded when it is near, without telling its site where it is shown. */
import { type ReactNode, useEffect, useState } from "react";
import type { WidgetView } from "../board/widgetViews.ts";
import { PictureIcon } from "../common/icons.tsx";
import { secureAddress } from "../figures/address.ts";
import { words } from "../moreWords.ts";
import { readConfig, type Settings } from "./defaults.ts";
import { Failed, SetUp } from "./states.tsx";
import { useOnline } from "./useOnline.ts";
import "./image.css";

export const Picture: WidgetView = ({ config, onSettings }) => {
  const settings = readConfig("image", config);
  const url = secureAddress(settings.url);
  if (settings.url === "") {
    return <SetUp icon={<PictureIcon />} text={words.imageEmpty} onSettings={onSettings} />;
  }
  if (url === undefined) return <Failed text={words.addressRefused} onSettings={onSettings} />;
  return <Loaded key={url.href} src={url.href} settings={settings} onSettings={onSettings} />;
};

const Loaded = ({
  src,
  settings,
  onSettings,
}: {
  readonly src: string;
  readonly settings: Settings<"image">;
  readonly onSettings: (() => void) | undefined;
}): ReactNode => {
  const [state, setState] = useState<"waiting" | "shown" | "failed">("waiting");
  const isOnline = useOnline();
  useEffect(() => {
    // Back from where there was no network: another try for what failed there. What is shown stays.
    if (isOnline) setState((now) => (now === "failed" ? "waiting" : now));
  }, [isOnline]);
  if (state === "failed") {
    const text = isOnline ? words.imageFailed : words.imageOffline;
    return (
      <Failed
        text={settings.alt === "" ? text : `${settings.alt}: ${text}`}
        onRetry={isOnline ? () => setState("waiting") : undefined}
        onSettings={onSettings}
      />
    );
  }
  return (
    <img
      className="picture"
      data-fit={settings.fit}
      data-state={state}
      src={src}
      alt={settings.alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      referrerPolicy="no-referrer"
      onLoad={() => setState("shown")}
      onError={() => setState("failed")}
    />
  );
};
