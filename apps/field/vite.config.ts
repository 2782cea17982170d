import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const WORKER = "service-worker.js";
const PUBLIC_FILES = ["manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"];

/** Tells the service worker which files were built, so that it can keep them all. */
const builtFiles: Plugin = {
  name: "built-files",
  generateBundle(_options, bundle) {
    const worker = bundle[WORKER];
    if (worker?.type !== "chunk") this.error("the service worker was not built");
    const files = [...Object.keys(bundle).filter((name) => name !== WORKER && !name.endsWith(".map") && !name.endsWith(".html")), ...PUBLIC_FILES].sort();
    worker.code = worker.code.replace("__BUILT_FILES__", JSON.stringify(files).replaceAll('"', '\\"'));
  },
};

export default defineConfig({
  base: "/field/",
  plugins: [react(), builtFiles],
  build: {
    target: "es2023",
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      input: { main: "index.html", "service-worker": "src/offline/service-worker.ts" },
      output: { entryFileNames: ({ name }) => (name === "service-worker" ? WORKER : "assets/[name]-[hash].js") },
    },
  },
  server: { proxy: { "/api": { target: process.env["TOCSIN_SERVER"] ?? "http://127.0.0.1:8080", ws: true } } },
});
