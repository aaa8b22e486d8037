import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { pageSchema } from "../../platform/lists/index.ts";
import * as schema from "./document/policy.schema.ts";
import { Content } from "./document/content.ts";
import { readChanges, readPolicies, readPolicy, readVersion } from "./document/version.reading.ts";
import {
  approveVersion,
  createDraft,
  importPack,
  loadVersion,
  returnVersion,
  submitVersion,
  withdrawVersion,
} from "./document/version.actions.ts";
import { packFiles } from "./document/write.ts";
import { forgetForce } from "./installation.ts";

const tags = ["policies"];
const Id = z.strictObject({ id: z.uuid() });
const Code = z.strictObject({ code: Content.shape.code });

/** Policy documents, their versions, and the way of a draft into force. */
export const policyRoutes: Routes = (app) => {
  const read = { config: grant("policy.read") };
  const edit = { config: grant("policy.edit") };

  app.get(
    "/api/v1/policies",
    { ...read, schema: { tags, response: { 200: pageSchema(schema.PolicySummary) } } },
    async (request) => ({
      items: await readPolicies(request.reading()),
      next: null,
    }),
  );

  app.get(
    "/api/v1/policies/:code",
    { ...read, schema: { tags, params: Code, response: { 200: schema.PolicyWithVersions } } },
    (request) => readPolicy(request.reading(), request.params.code),
  );

  app.post(
    "/api/v1/policies/:code/drafts",
    { ...edit, schema: { tags, params: Code, body: schema.NewDraft, response: { 201: schema.VersionView } } },
    async (request, reply) => {
      const { from, note } = request.body;
      const id = await request.write((ctx) => createDraft(ctx, request.params.code, from, note ?? null));
      return reply.code(201).send(await readVersion(request.reading(), id));
    },
  );

  app.post(
    "/api/v1/policies/imports",
    {
      ...edit,
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        tags,
        body: schema.Import,
        response: { 201: schema.Imported },
      },
    },
    async (request, reply) => {
      const { files, note, dryRun } = request.body;
      return reply.code(201).send(await request.write((ctx) => importPack(ctx, files, { note: note ?? null, dryRun })));
    },
  );

  app.get(
    "/api/v1/policy-versions/:id",
    { ...read, schema: { tags, params: Id, response: { 200: schema.VersionView } } },
    (request) => readVersion(request.reading(), request.params.id),
  );

  app.get(
    "/api/v1/policy-versions/:id/files",
    { ...read, schema: { tags, params: Id, response: { 200: z.object({ files: z.array(schema.PackFile) }) } } },
    async (request) => {
      const { content } = await loadVersion(request.reading(), request.params.id);
      // Through the schema, which puts the keys into the order in which people write them.
      return { files: packFiles(Content.parse(content)) };
    },
  );

  app.get(
    "/api/v1/policy-versions/:id/changes",
    {
      ...read,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({ against: z.uuid().optional() }),
        response: { 200: schema.VersionChanges },
      },
    },
    (request) => readChanges(request.reading(), request.params.id, request.query.against),
  );

  app.post(
    "/api/v1/policy-versions/:id/submission",
    { ...edit, schema: { tags, params: Id, body: schema.Versioned, response: { 200: schema.VersionView } } },
    async (request) => {
      await request.write((ctx) => submitVersion(ctx, request.params.id, request.body.version));
      return readVersion(request.reading(), request.params.id);
    },
  );

  // Who sent it may take it back; everybody else needs policy.review, as the action demands.
  app.post(
    "/api/v1/policy-versions/:id/return",
    { ...read, schema: { tags, params: Id, body: schema.Return, response: { 200: schema.VersionView } } },
    async (request) => {
      const { version, reason } = request.body;
      await request.write((ctx) => returnVersion(ctx, request.params.id, version, reason));
      return readVersion(request.reading(), request.params.id);
    },
  );

  app.post(
    "/api/v1/policy-versions/:id/approval",
    {
      config: grant("policy.review"),
      schema: { tags, params: Id, body: schema.Approval, response: { 200: schema.VersionView } },
    },
    async (request) => {
      const { version, effectiveFrom } = request.body;
      await request.write((ctx) => approveVersion(ctx, request.params.id, version, effectiveFrom ?? null));
      return afterwards(request);
    },
  );

  // Drafts need policy.edit, versions approved for a later day policy.review, as the action demands.
  app.post(
    "/api/v1/policy-versions/:id/withdrawal",
    { ...read, schema: { tags, params: Id, body: schema.Versioned, response: { 200: schema.VersionView } } },
    async (request) => {
      await request.write((ctx) => withdrawVersion(ctx, request.params.id, request.body.version));
      return afterwards(request);
    },
  );
};

/** What is in force is read anew once the change is committed. */
function afterwards(request: { reading: () => Parameters<typeof readVersion>[0]; params: { id: string } }) {
  const ctx = request.reading();
  forgetForce(ctx.services);
  return readVersion(ctx, request.params.id);
}
