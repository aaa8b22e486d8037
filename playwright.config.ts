import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";

const chromium =
  process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (!chromium)
  console.error("The browser journeys are skipped: install Debian's packages chromium and fonts-noto-cjk.");

const port = Number(process.env.YOUZHANG_E2E_PORT ?? 18190);
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

/** The service desk's long journeys go through each language and each width once; the others through all four. */
const desk = /(callbacks|chat|complaint|hotline|knowledge|letters|portal|quality|tickets|work-orders)\.e2e\.ts$/;

/** Journeys through the console in a real browser, against a server of its own on a fresh data folder. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.e2e.ts",
  // Without a browser every journey is skipped, by its name.
  ...(chromium ? {} : { grepInvert: /.*/ }),
  workers: 1,
  // A machine that others use may starve a browser once; a journey that fails twice has failed.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    // Journeys do not wait for animations, nor depend on when they end.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "zh 1440", use: { viewport: wide, locale: "zh-CN" } },
    { name: "zh 390", testIgnore: desk, use: { viewport: narrow, locale: "zh-CN", hasTouch: true } },
    { name: "en 1440", testIgnore: desk, use: { viewport: wide, locale: "en-GB" } },
    { name: "en 390", use: { viewport: narrow, locale: "en-GB", hasTouch: true } },
  ],
  ...(chromium && {
    webServer: {
      command: `node_modules/node/bin/node e2e/serve.ts ${port}`,
      url: `http://localhost:${port}/api/v1/ready`,
      timeout: 300_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    },
  }),
});
