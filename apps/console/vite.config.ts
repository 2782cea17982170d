import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Where `vite` (development) finds the server; a built console is served by it. */
const SERVER = process.env["TOCSIN_SERVER"] ?? "http://127.0.0.1:8080";

const IN_WORKER = "?in-worker";

/** Not every browser lets a service worker import: what ours shares with the page is built into it once more. */
const workerAlone: Plugin = {
  name: "worker-alone",
  enforce: "pre",
  async resolveId(source, importer) {
    if (!importer?.endsWith("service-worker.ts") && !importer?.endsWith(IN_WORKER)) return null;
    const found = await this.resolve(source, importer, { skipSelf: true });
    return found && `${found.id}${IN_WORKER}`;
  },
};

export default defineConfig({
  base: "./",
  plugins: [workerAlone, react()],
  server: { proxy: { "/api": { target: SERVER, ws: true } } },
  build: {
    target: "es2023",
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { main: "index.html", "service-worker": "src/paper/service-worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
            { name: "maplibre", test: /maplibre-gl/, priority: 2 },
            { name: "antd", test: /antd|@ant-design|@rc-component/, priority: 1 },
          ],
        },
      },
    },
  },
});
