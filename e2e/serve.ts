// The server of the journeys: the small demo company in a data folder of its own, gone afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readConfig } from "../server/platform/config.ts";
import { serve } from "../server/main.ts";

const folder = mkdtempSync(path.join(tmpdir(), "youzhang-e2e-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
await serve(
  readConfig({
    YOUZHANG_DATA: path.join(folder, "data"),
    YOUZHANG_PORT: process.argv[2],
    YOUZHANG_DEMO: "small",
    YOUZHANG_RATE_LIMIT: "0",
  }),
);
