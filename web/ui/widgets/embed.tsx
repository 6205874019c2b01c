/**
 * Another site in a frame. It can't reach this page, lead it elsewhere or learn its address; whose page it is always
 * stands above it, with a way to open it for itself, as many sites refuse to be framed.
 */
import { type ReactNode, useState } from "react";
import type { WidgetView } from "../board/widgetViews.ts";
import { FrameIcon, OpenIcon } from "../common/icons.tsx";
import { sandboxOf, secureAddress } from "../figures/address.ts";
import { words } from "../moreWords.ts";
import { readConfig } from "./defaults.ts";
import { Failed, SetUp } from "./states.tsx";
import { useOnline } from "./useOnline.ts";
import "./embed.css";

export const Embed: WidgetView = ({ config, onSettings }) => {
  const { url: address, storage } = readConfig("embed", config);
  if (address === "") return <SetUp icon={<FrameIcon />} text={words.embedEmpty} onSettings={onSettings} />;
  const url = secureAddress(address);
  if (url === undefined) return <Failed text={words.addressRefused} onSettings={onSettings} />;
  return (
    <div className="embed">
      <p className="embed-head">
        <span className="embed-host">
          <bdi dir="ltr">{url.host}</bdi>
        </span>
        {/* Always, as nobody tells a page that another one could not be shown: the browser draws its own sad face. */}
        <span className="embed-nothing">{words.embedNothing}</span>
        <a
          className="embed-open"
          href={url.href}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={words.embedOpen(url.host)}
          title={words.embedOpen(url.host)}
        >
          {words.embedOpenShort}
          <OpenIcon />
        </a>
      </p>
      {/* What a frame may do is settled when it loads: another sandbox is another frame. */}
      <Frame key={`${url.href} ${storage}`} url={url} storage={storage} />
    </div>
  );
};

const Frame = ({ url, storage }: { readonly url: URL; readonly storage: boolean }): ReactNode => {
  const [isLoaded, setLoaded] = useState(false);
  const isOnline = useOnline();
  // A page that is there stays when the network goes.
  const [isBegun, setBegun] = useState(isOnline);
  if (isOnline && !isBegun) setBegun(true);
  if (!isBegun) return <Failed text={words.embedOffline} />;
  return (
    <div className="embed-body">
      {!isLoaded && <p className="embed-waiting">{words.embedLoading(url.host)}</p>}
      <iframe
        className="embed-frame"
        src={url.href}
        title={words.embedFrame(url.host)}
        sandbox={sandboxOf(url, { ownOrigin: location.origin, storage })}
        referrerPolicy="no-referrer"
        loading="lazy"
        allow=""
        onLoad={() => setLoaded(true)}
      />
    </div>
  );
};
