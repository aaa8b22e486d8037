import { z } from "zod";

/** `{ zh, en }` at the edge. */
export const Text = z.object({ zh: z.string(), en: z.string() }).meta({ id: "Text" });
