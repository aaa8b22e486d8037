import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["server/**/*.test.ts", "test/**/*.test.ts", "console/src/**/*.test.ts"],
    globalSetup: ["test/global.ts"],
    // Every file clones its own database, so one worker may serve many files.
    isolate: false,
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
