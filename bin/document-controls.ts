// Writes docs/controls.md from the controls that the modules offer and the shipped packs that bind them.
// With --check it writes nothing and fails where the page is not what it should be.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { registry } from "../server/app.ts";
import { controlsPage, shippedPacks } from "../server/modules/policy/index.ts";

const page = new URL("../docs/controls.md", import.meta.url);
const contents = [...(await shippedPacks()).values()].flatMap((pack) => (pack.content ? [pack.content] : []));
const wanted = controlsPage(registry, contents);
const present = await readFile(page, "utf8").catch(() => "");
if (present !== wanted && process.argv.includes("--check")) {
  console.error("docs/controls.md is not what the controls say: run node bin/document-controls.ts");
  process.exitCode = 1;
} else if (present !== wanted) {
  await mkdir(new URL(".", page), { recursive: true });
  await writeFile(page, wanted);
}
