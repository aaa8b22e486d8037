import { expect, test } from "vitest";
import { registry } from "../../../app.ts";
import { checkPolicies, shippedPacks } from "../../policy/index.ts";

const norms = (await shippedPacks()).get("norms")!.content!;
const text = { zh: "条款", en: "Clause" };
const kept = { tellWhenLate: true, waiveRentWhenLate: true };

/** What is wrong with a company's clause that binds one control. */
const problems = (control: string, parameters: Record<string, unknown>) =>
  checkPolicies(
    {
      code: "X",
      kind: "company",
      title: text,
      about: text,
      chapters: [
        {
          number: "1",
          title: text,
          clauses: [{ number: "X1.1", title: text, text, controls: [{ control, parameters }] }],
        },
      ],
    },
    { registry, norms: [norms] },
  )
    .filter((one) => one.severity === "error")
    .map((one) => [one.code, one.parameter, one.norm?.clause]);

test.each<[string, string, Record<string, unknown>, unknown[]]>([
  ["48 hours are the most for a repair in town", "service.repair", { within: "48h", ...kept }, []],
  [
    "49 hours are weaker",
    "service.repair",
    { within: "49h", ...kept },
    [["policy.weaker_than_norm", "within", "N1.2"]],
  ],
  ["72 hours are the most in the country", "service.repair-country", { within: "72h", ...kept }, []],
  [
    "4 days there are weaker",
    "service.repair-country",
    { within: "4d", ...kept },
    [["policy.weaker_than_norm", "within", "N1.2"]],
  ],
  [
    "not telling is weaker",
    "service.repair",
    { within: "24h", waiveRentWhenLate: true },
    [["policy.weaker_than_norm", "tellWhenLate", "N1.3"]],
  ],
  [
    "keeping the rent is weaker",
    "service.repair",
    { within: "24h", tellWhenLate: true, waiveRentWhenLate: false },
    [["policy.weaker_than_norm", "waiveRentWhenLate", "N1.3"]],
  ],
  [
    "an installation has its published time",
    "service.installation",
    { within: "3wd", calendar: "office", lateCompensation: "1%" },
    [],
  ],
  [
    "half a percent a day is weaker",
    "service.installation",
    { within: "3wd", calendar: "office", lateCompensation: "0.5%" },
    [["policy.weaker_than_norm", "lateCompensation", "N1.1"]],
  ],
])("%s", (_, control, parameters, wanted) => {
  expect(problems(control, parameters)).toEqual(wanted);
});
