import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { agentsHere, myStanding, setHere } from "./agent.actions.ts";
import { ChatSettings, changeChatSettings, chatSettings } from "./settings.ts";

const Agent = z
  .object({
    staffId: z.uuid(),
    name: z.string(),
    here: z.boolean(),
    since: z.iso.datetime(),
    chats: z.number().int().describe("In hand"),
    limit: z.number().int(),
  })
  .meta({ id: "ChatAgent" });

/** Who takes chats now, and how the chat is set up. */
export const agentRoutes: Routes = (app) => {
  const tags = ["chats"];
  const config = grant("service.chat");

  app.get(
    "/api/v1/chat-agents",
    { config, schema: { tags, response: { 200: z.object({ items: z.array(Agent), me: Agent }) } } },
    async (request) => {
      const ctx = request.reading();
      return { items: await agentsHere(ctx), me: await myStanding(ctx) };
    },
  );

  app.put(
    "/api/v1/chat-agents/me",
    {
      config,
      schema: {
        tags,
        description: "Here (to be repeated every minute, else it ends by itself) or away.",
        body: z.strictObject({ here: z.boolean() }),
        response: { 200: Agent },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await setHere(ctx, request.body.here);
        return myStanding(ctx);
      }),
  );

  app.get(
    "/api/v1/chat-settings",
    { config: grant("service.settings"), schema: { tags, response: { 200: ChatSettings } } },
    async (request) => chatSettings(request.reading()),
  );

  app.put(
    "/api/v1/chat-settings",
    { config: grant("service.settings"), schema: { tags, body: ChatSettings, response: { 200: ChatSettings } } },
    (request) =>
      request.write(async (ctx) => {
        await changeChatSettings(ctx, request.body);
        return request.body;
      }),
  );
};
