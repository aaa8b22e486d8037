import { z } from "zod";
import { type Routes, signedIn } from "../http/route.ts";
import { divisionTree } from "./divisions.ts";

const County = z.object({ code: z.string(), name: z.string() });
const Prefecture = County.extend({ children: z.array(County).optional() });
const Province = County.extend({ children: z.array(Prefecture).optional() });

/** Provinces, prefectures and counties by GB/T 2260, for pickers; it changes once a year at most. */
export const divisionRoutes: Routes = (app) => {
  app.get(
    "/api/v1/divisions",
    { config: signedIn, schema: { tags: ["platform"], response: { 200: z.object({ items: z.array(Province) }) } } },
    async (_request, reply) => {
      reply.header("cache-control", "private, max-age=86400");
      return { items: divisionTree() };
    },
  );
};
