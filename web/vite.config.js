import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { en } from "./src/lib/words_en.js";
import { es } from "./src/lib/words_es.js";

// The role that serves a path, where the page is tried out with `npm run dev` beside a server.
const server = process.env.TTS_DASHBOARD ?? "http://127.0.0.1:8080";
const paths = ["/api", "/overlay", "/session", "/images", "/orders", "/products", "/streamers", "/trace"];

// A word that one language lacks would show as its key.
const missing = [
  ...Object.keys(en).filter((key) => !(key in es)).map((key) => `words_es.js lacks ${key}`),
  ...Object.keys(es).filter((key) => !(key in en)).map((key) => `words_en.js lacks ${key}`),
];
if (missing.length) throw new Error(missing.join("; "));

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: process.env.TTS_WEB_OUT ?? "../build/web",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    // The binary embeds the files by these names and answers with a validator for each.
    rollupOptions: {
      output: {
        entryFileNames: "app.js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => (asset.names[0]?.endsWith(".css") ? "style.css" : "[name][extname]"),
        inlineDynamicImports: true,
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      paths.map((path) => [path, { target: server, changeOrigin: true, headers: { origin: server } }]),
    ),
  },
});
