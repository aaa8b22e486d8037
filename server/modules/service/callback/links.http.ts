import { z } from "zod";
import { open, type Routes } from "../../../platform/http/route.ts";
import { Question } from "./callback.rules.ts";
import { answerLink, readLink } from "./link.actions.ts";
import { OwnAnswer } from "./own.actions.ts";

const Token = z.strictObject({ token: z.string().min(10).max(100) });

/** Where a customer answers a callback under the link of an e-mail or text message; whoever holds the link may, once. */
export const linkRoutes: Routes = (app) => {
  const tags = ["callbacks"];

  app.get(
    "/api/v1/callback-answers/:token",
    {
      config: open,
      schema: {
        tags,
        params: Token,
        response: {
          200: z
            .object({ open: z.boolean().describe("False once it was answered"), questions: z.array(Question) })
            .meta({ id: "CallbackLink" }),
        },
      },
    },
    (request) => readLink(request.reading(), request.params.token),
  );

  app.post(
    "/api/v1/callback-answers/:token",
    {
      config: open,
      schema: {
        tags,
        params: Token,
        body: OwnAnswer.meta({ id: "CallbackLinkAnswer" }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.write((ctx) => answerLink(ctx, request.params.token, request.body));
      return reply.code(204).send(null);
    },
  );
};
