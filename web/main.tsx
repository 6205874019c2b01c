/** Starts the keeper, then shows it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { widgetPersistenceManager } from "./client/index.ts";
import { App } from "./ui/App.tsx";
import { Boundary } from "./ui/Boundary.tsx";
import { BrokenPage } from "./ui/BrokenPage.tsx";
import { reloadOnMissingChunk } from "./ui/missingChunk.ts";
import { registerServiceWorker } from "./ui/serviceWorker.ts";
import { starterLayout } from "./ui/starter.ts";
import "./ui/tokens.css";
import "./ui/app.css";
import "./ui/board.css";

void widgetPersistenceManager.start({ seed: starterLayout });
registerServiceWorker();
reloadOnMissingChunk();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Boundary fallback={() => <BrokenPage />}>
      <App />
    </Boundary>
  </StrictMode>,
);
