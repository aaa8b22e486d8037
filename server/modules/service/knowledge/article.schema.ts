import { z } from "zod";

export const Id = z.strictObject({ id: z.uuid() });

const line = (max: number) => z.string().trim().min(1).max(max);
const long = (max: number) => z.string().trim().max(max);
/** An empty text is none. */
const optional = (max: number) =>
  long(max)
    .nullish()
    .transform((text) => text || null);

const text = {
  title: z.string(),
  category: z.string(),
  keywords: z.array(z.string()),
  applies: z.string().nullable(),
  answer: z.string().nullable(),
};

export const ArticleEdition = z
  .object({
    edition: z.number(),
    ...text,
    body: z.string(),
    note: z.string().nullable(),
    editedByName: z.string(),
    editedAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().nullable(),
    publishedByName: z.string().nullable(),
  })
  .meta({ id: "ArticleEdition" });

const facts = {
  id: z.uuid(),
  state: z.enum(["draft", "published", "withdrawn"]) as z.ZodType<string>,
  edition: z.number().describe("The edition that is in use; 0: none yet"),
  ...text,
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  reviewOn: z.iso.date().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
  reviewedByName: z.string().nullable(),
  helpful: z.number(),
  unhelpful: z.number(),
  used: z.number(),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
  updatedByName: z.string(),
  updatedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnReason: z.string().nullable(),
  version: z.number(),
};

export const ArticleLine = z
  .object({ ...facts, summary: z.string().describe("When it applies, or its beginning") })
  .meta({ id: "ArticleLine" });

export const Article = z
  .object({
    ...facts,
    body: z.string().describe("Markdown: headings, lists, quotes, links, emphasis; no HTML"),
    vote: z.boolean().nullable().describe("Whether it helped the reader; null: not said"),
    draft: ArticleEdition.nullable().describe("The next edition, for editors"),
    missed: z
      .array(z.object({ staffName: z.string(), missing: z.string().nullable(), at: z.iso.datetime() }))
      .describe("What readers missed, for editors"),
  })
  .meta({ id: "Article" });

export const keywordList = z.array(line(30)).max(20).default([]);

export const NewArticle = z
  .strictObject({
    title: line(120),
    category: line(40),
    keywords: keywordList,
    applies: optional(300).describe("When it applies"),
    answer: optional(3_000).describe("What to tell the customer; may hold variables such as {customer}"),
    body: line(30_000),
    ownerId: z.uuid().optional(),
    note: optional(300).describe("What changed"),
  })
  .meta({ id: "NewArticle" });

const version = z.number().int().min(1);
export const EditedArticle = NewArticle.extend({ version }).meta({ id: "EditedArticle" });
export const Versioned = z.strictObject({ version }).meta({ id: "ArticleVersion" });
export const Publication = z
  .strictObject({ version, reviewOn: z.iso.date().optional().describe("To be reviewed earlier than the clause wants") })
  .meta({ id: "ArticlePublication" });
export const Review = Publication.extend({ ownerId: z.uuid().optional().describe("Who owns it from now on") }).meta({
  id: "ArticleReview",
});
export const Withdrawal = z.strictObject({ version, reason: line(300) }).meta({ id: "ArticleWithdrawal" });
