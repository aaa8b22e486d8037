// Run by large.test.ts as a process of its own, for memory can only be told where nothing else runs.
import { readTable } from "./index.ts";

/** A line of 100 MiB between good ones. */
async function* longLine(open: string, close: string, watch: () => void): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`a,b\n1,2\n3,${open}`);
  for (let piece = 0; piece < 1600; piece++) {
    yield Buffer.alloc(65_536, "长文,");
    watch();
  }
  yield Buffer.from(`${close}\n4,5\n`);
}

const [open = "", close = ""] = process.argv.slice(2);
const before = process.memoryUsage().rss;
let most = before;
const watch = () => {
  most = Math.max(most, process.memoryUsage().rss);
};
const problems: string[] = [];
let rows = 0;
let refused: unknown;
try {
  const table = await readTable(longLine(open, close, watch));
  for await (const batch of table.rows) {
    rows += batch.length;
    for (const { line, problem } of batch) if (problem) problems.push(`${line} ${problem.code}`);
  }
} catch (error) {
  refused = (error as { details: { values: unknown } }).details.values;
}
console.log(JSON.stringify({ rows, problems, refused, grown: Math.round((most - before) / 2 ** 20) }));
