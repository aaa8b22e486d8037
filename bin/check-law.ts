// Holds the sources against the import law, and proves on a fixture that the law still bites.
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

type Outcome = {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
};

async function violations(root: string, folders: string[]): Promise<Outcome["summary"]> {
  process.env.LAW_ROOT = root;
  const { default: law } = await import(`../.dependency-cruiser.mjs?root=${root}`);
  const { exclude, ...options } = law.options;
  const result = await cruise(
    folders,
    { ...options, exclude, ruleSet: { forbidden: law.forbidden }, validate: true },
    undefined,
    { tsConfig: extractTSConfig("tsconfig.json") },
  );
  return (result.output as Outcome).summary;
}

const canary = await violations("test/law-canary/server", ["test/law-canary/server"]);
const bitten = new Set(canary.violations.map((one) => one.rule.name));
const expected = [
  "no-cycles",
  "every-room-is-in-the-law",
  "platform-knows-no-module",
  "identity-knows-only-platform",
  "customers-knows-only-identity-and-policy",
  "outside-only-by-the-public-face",
  "store-stays-below",
  "rules-are-pure",
];
const silent = expected.filter((rule) => !bitten.has(rule));
const house = await violations("server", ["server", "bin", "bench", "console/src", "widget/src"]);
for (const one of house.violations) console.error(`${one.rule.name}: ${one.from} -> ${one.to}`);
if (silent.length) console.error(`The law no longer bites: ${silent.join(", ")}`);
if (house.totalCruised < 100) console.error(`Only ${house.totalCruised} files were cruised.`);
console.log(`${house.totalCruised} files held against the import law; ${bitten.size} kinds of planted violation found`);
if (silent.length || house.violations.length || house.totalCruised < 100) process.exit(1);
