import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { Text } from "../../platform/text.schema.ts";

export const SignInWays = z
  .object({
    password: z.literal(true),
    /** The company's own sign-in, where it is set up: what to call it, and where it begins. */
    oidc: z.object({ name: z.string(), start: z.string() }).nullable(),
    /** On a demo installation: a person for each role. */
    demo: z
      .array(z.object({ role: z.string(), label: Text, name: z.string(), email: z.string(), password: z.string() }))
      .nullable(),
  })
  .meta({ id: "SignInWays" });

const DemoSetting = z.object({
  signIns: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
});

/** What the sign-in screen can offer here. */
export async function signInWays(ctx: Context): Promise<z.infer<typeof SignInWays>> {
  const { oidc } = ctx.services.config;
  return {
    password: true,
    oidc: oidc ? { name: oidc.name, start: "/api/v1/oidc/start" } : null,
    demo: await demoSignIns(ctx),
  };
}

async function demoSignIns(ctx: Context) {
  const setting = await ctx.tx
    .selectFrom("platform.setting")
    .select("value")
    .where("name", "=", "demo")
    .executeTakeFirst();
  const demo = DemoSetting.safeParse(setting?.value);
  if (!demo.success || !demo.data.signIns.length) return null;
  const people = await ctx.tx
    .selectFrom("identity.staff")
    .select(["email", "name"])
    .where(
      "email",
      "in",
      demo.data.signIns.map((one) => one.email),
    )
    .where("state", "=", "active")
    .execute();
  const roles = await ctx.tx.selectFrom("identity.role").select(["key", "label"]).execute();
  return demo.data.signIns.flatMap((one) => {
    const person = people.find(({ email }) => email === one.email);
    const role = roles.find(({ key }) => key === one.role);
    return person && role ? [{ ...one, name: person.name, label: role.label as z.infer<typeof Text> }] : [];
  });
}
