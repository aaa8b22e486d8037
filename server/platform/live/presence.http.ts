import { z } from "zod";
import type { Context } from "../context.ts";
import { type Routes, signedIn } from "../http/route.ts";
import { type Subject as SubjectKey, dropPresence, othersPresent, putPresence } from "./presence.store.ts";
import { publish } from "./publish.ts";
import { demandTopics } from "./topics.ts";

/** Whoever says nothing for so long is taken to have gone. */
const staysMs = 45_000;

const Subject = z.strictObject({
  subjectType: z
    .string()
    .regex(/^[a-z][a-z_-]{0,40}$/)
    .describe("The prefix of its live topic, e.g. `ticket`"),
  subjectId: z.uuid(),
});
const Others = z
  .object({
    others: z.array(z.object({ staffId: z.uuid(), name: z.string(), doing: z.enum(["looking", "typing"]) })),
  })
  .meta({ id: "Presence" });

/** Who else looks at something, or writes there, so that two do not answer one customer. */
export const presenceRoutes: Routes = (app) => {
  const tags = ["live"];

  app.post(
    "/api/v1/presence",
    {
      config: signedIn,
      schema: {
        tags,
        description:
          "To be repeated every 20 seconds; whoever listens to `<subjectType>:<subjectId>` hears of changes.",
        body: Subject.extend({ doing: z.enum(["looking", "typing", "gone"]) }),
        response: { 200: Others },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const { doing, ...subject } = request.body;
        await demandTopics(ctx, [topicOf(subject)]);
        const isNews =
          doing === "gone"
            ? await dropPresence(ctx, subject)
            : await putPresence(ctx, subject, doing, new Date(ctx.now.getTime() + staysMs));
        if (isNews) await publish(ctx, topicOf(subject), { type: "presence", staffId: ctx.actor.id });
        return answer(ctx, subject);
      }),
  );

  app.get(
    "/api/v1/presence",
    { config: signedIn, schema: { tags, querystring: Subject, response: { 200: Others } } },
    async (request) => {
      const ctx = request.reading();
      await demandTopics(ctx, [topicOf(request.query)]);
      return answer(ctx, request.query);
    },
  );
};

const topicOf = ({ subjectType, subjectId }: SubjectKey): string => `${subjectType}:${subjectId}`;

const answer = async (ctx: Context, subject: SubjectKey) =>
  ({ others: await othersPresent(ctx, subject) }) as z.infer<typeof Others>;
