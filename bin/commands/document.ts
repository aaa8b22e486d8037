import { listDocuments } from "../../server/modules/policy/index.ts";
import type { Context } from "../../server/platform/context.ts";
import { Refusal } from "./command.ts";

/** The policy that is meant: the one named, or the only one of the company in force. */
export async function documentOf(ctx: Context, code: string | undefined): Promise<string> {
  if (code) return code;
  const known = await listDocuments(ctx);
  const inForce = known.filter(
    (one) => one.kind === "company" && one.versions.some((version) => version.state === "in_force"),
  );
  if (inForce.length === 1) return inForce[0]!.code;
  throw new Refusal(
    inForce.length
      ? `Several policies are in force: name one with --document (${inForce.map((one) => one.code).join(", ")}).`
      : "No policy of the company is in force yet: see `bin/youzhang policy apply --help`.",
  );
}
