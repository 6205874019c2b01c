/** Builds the page and the service worker into `web/dist`; in development serves them and hands /api on. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type InlineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const api = process.env["GRIDKEEP_API"] ?? "http://localhost:8787";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  logLevel: "warn",
  plugins: [
    react(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "offline",
      filename: "sw.ts",
      // The page registers it by itself (ui/serviceWorker.ts), and the manifest is a file in public/.
      injectRegister: false,
      manifest: false,
      integration: { configureCustomSWViteBuild: quietly },
      injectManifest: { globPatterns: ["**/*.{html,js,css,svg,webmanifest}"] },
    }),
  ],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What is always loaded together is one file: each more is a round trip where a connection takes one at a time.
          groups: [
            { name: "page", tags: ["$initial"] },
            { name: "words", test: /ui\/moreWords\.ts$/ },
            { name: "cloud", test: /client\/browser-cloud\.ts$/ },
            // Small ones, which a first dashboard has all of.
            { name: "widgets", test: /ui\/widgets\/(clock|notes|checklist|links|countdown)\.tsx$/ },
            { name: "arranging", test: /ui\/arranging\/(arranging|phoneDrag)\.ts$/ },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": { target: api, ws: true } } },
});

/** The plugin builds the worker on its own, with Vite's full report and an option that Vite has renamed. */
function quietly(options: InlineConfig): void {
  options.logLevel = "error";
  const output = options.build?.rollupOptions?.output;
  if (output === undefined || Array.isArray(output)) return;
  delete output.inlineDynamicImports;
  output.codeSplitting = false;
}
