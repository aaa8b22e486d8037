import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const packs = fileURLToPath(new URL("../../policies", import.meta.url));

/**
 * The code of the policy that the demo company is to run on, from its code or its folder's name (`M`, `merged`).
 * @throws Error in both languages, with what may be chosen: there is no sign-in yet that would tell the language
 */
export async function demoPolicy(chosen: string): Promise<string> {
  const offered: { code: string; folder: string }[] = [];
  for (const folder of (await readdir(packs)).sort()) {
    const { code, kind } = parse(await readFile(`${packs}/${folder}/pack.yaml`, "utf8")) as Record<string, string>;
    if (kind === "company") offered.push({ code: code!, folder });
  }
  const wanted = chosen.trim().toLowerCase();
  const found = offered.find(({ code, folder }) => [code.toLowerCase(), folder].includes(wanted));
  if (found) return found.code;
  const list = offered.map(({ code, folder }) => `${code} (${folder})`).join(", ");
  throw new Error(
    `没有制度包“${chosen}”可供演示公司使用，可选：${list}\n` +
      `The demo company cannot run on a policy "${chosen}"; choose one of ${list}`,
  );
}
