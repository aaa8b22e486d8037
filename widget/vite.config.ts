import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** One file that any page can embed. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: "src/main.ts", formats: ["iife"], name: "YouzhangChat", fileName: () => "widget.js" },
  },
});
