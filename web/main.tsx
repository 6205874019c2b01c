/** Starts the keeper, then shows it. */
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { EMPTY_LAYOUT } from "../worker/layout/limits.ts";
import { App } from "./ui/App.tsx";
import { Boundary } from "./ui/Boundary.tsx";
import { BrokenPage } from "./ui/BrokenPage.tsx";
import { warm } from "./ui/board/widgetViews.ts";
import { FIRST_ID } from "./ui/dashboards/address.ts";
import { followInstallOffer } from "./ui/installing.ts";
import { keeper } from "./ui/keeper.ts";
import { reloadOnMissingChunk } from "./ui/missingChunk.ts";
import { registerServiceWorker } from "./ui/serviceWorker.ts";
import { afterErasing } from "./ui/settings/erasing.ts";
import { applyPageSettings } from "./ui/settings/pageSettings.ts";
import { starter } from "./ui/starter.ts";
import { LANGUAGE, rest, speak } from "./ui/words.ts";
import "./ui/tokens.css";
import "./ui/app.css";
import "./ui/board/board.css";

const show = (): void => {
  document.documentElement.lang = rest === null ? "en" : LANGUAGE;
  // The other dashboards begin as they were made.
  const seed = keeper.layoutId === FIRST_ID ? starter() : EMPTY_LAYOUT;
  void keeper.start({ seed });
  // On a first visit the server is asked who this is; meanwhile comes what will most likely be shown.
  if (navigator.serviceWorker?.controller === null) warm(seed);
  applyPageSettings();
  followInstallOffer();
  registerServiceWorker();
  reloadOnMissingChunk();
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  // In slices, between which the browser draws and hears the person.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <Boundary fallback={() => <BrokenPage />}>
          <App />
        </Boundary>
      </StrictMode>,
    ),
  );
};

// A task of its own: the browser draws, and hears the person, in between.
afterErasing(() => void speak().then(() => setTimeout(show)));
