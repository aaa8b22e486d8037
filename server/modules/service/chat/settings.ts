import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import type { Services } from "../../../platform/services.ts";

const words = (longest: number) =>
  z.strictObject({ zh: z.string().trim().min(1).max(longest), en: z.string().trim().min(1).max(longest) });

/** What a site's address looks like as browsers say it: no path, no slash. */
const origin = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, "https://www.example.com");

export const ChatSettings = z
  .strictObject({
    origins: z.array(origin).max(100).describe("Sites whose pages may hold the chat, e.g. `https://www.example.com`"),
    welcome: words(300),
    purpose: words(300).describe("What a phone or e-mail is asked for; shown beside the consent"),
  })
  .meta({ id: "ChatSettings" });
export type ChatSettings = z.infer<typeof ChatSettings>;

const usual: ChatSettings = {
  origins: [],
  welcome: { zh: "您好，请问有什么可以帮您？", en: "Hello, how can we help?" },
  purpose: {
    zh: "仅用于答复本次咨询、核对您的业务，不作他用。",
    en: "Used only to answer this enquiry and to find your services with us, for nothing else.",
  },
};

const name = "service.chat";
const memoryMs = 3_000;
const remembered = new WeakMap<Services, { readonly settings: ChatSettings; readonly until: number }>();

/** As they are kept; other processes follow a change within three seconds. */
export async function chatSettings({ services, tx }: Pick<Context, "services" | "tx">): Promise<ChatSettings> {
  const known = remembered.get(services);
  if (known && known.until > Date.now()) return known.settings;
  const row = await tx.selectFrom("platform.setting").select("value").where("name", "=", name).executeTakeFirst();
  const settings = { ...usual, ...(row?.value as Partial<ChatSettings> | undefined) };
  remembered.set(services, { settings, until: Date.now() + memoryMs });
  return settings;
}

export async function changeChatSettings(ctx: Context, settings: ChatSettings): Promise<void> {
  const value = JSON.stringify(settings);
  await ctx.tx
    .insertInto("platform.setting")
    .values({ name, value, updatedAt: ctx.now })
    .onConflict((on) => on.column("name").doUpdateSet({ value, updatedAt: ctx.now }))
    .execute();
  await ctx.emit({ kind: "service.chat.settings", subjectType: "chat_settings", subjectId: nobody });
  remembered.delete(ctx.services);
}
