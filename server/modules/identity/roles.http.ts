import { z } from "zod";
import { grant, type Routes, signedIn } from "../../platform/http/route.ts";
import { Text } from "../../platform/text.schema.ts";
import { changeRights } from "./rights.ts";
import { changeGrants, createRole, describeRole, loadRole, removeRole } from "./role.actions.ts";
import { listRoles } from "./role.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const summary = {
  id: z.uuid(),
  key: z.string(),
  label: Text,
  about: Text,
  version: z.number().int(),
  staffCount: z.number().int(),
};
const RoleSummary = z.object(summary).meta({ id: "RoleSummary" });
const RoleName = z.object({ key: z.string(), label: Text }).meta({ id: "RoleName" });
const Role = z.object({ ...summary, grants: z.array(z.string()) }).meta({ id: "Role" });

const grants = z.array(z.string().max(100)).max(2000);
const label = z.strictObject({ zh: z.string().trim().min(1).max(50), en: z.string().trim().min(1).max(50) });
const about = z.strictObject({ zh: z.string().trim().max(500), en: z.string().trim().max(500) });
const version = z.number().int();
const NewRole = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
    label,
    about: about.default({ zh: "", en: "" }),
    grants: grants.default([]),
  })
  .meta({ id: "NewRole" });
const RolePatch = z
  .strictObject({ version, label: label.optional(), about: about.optional() })
  .meta({ id: "RolePatch" });
const RoleGrants = z.strictObject({ version, grants }).meta({ id: "RoleGrants" });

export const roleRoutes: Routes = (app) => {
  const tags = ["roles"];
  const read = grant("identity.roles.read");
  const manage = grant("identity.roles.manage");

  app.get(
    "/api/v1/roles",
    { config: read, schema: { tags, response: { 200: z.object({ items: z.array(RoleSummary), next: z.null() }) } } },
    async (request) => ({
      items: await listRoles(request.reading()),
      next: null,
    }),
  );

  app.get(
    "/api/v1/role-names",
    {
      config: signedIn,
      schema: { tags, response: { 200: z.object({ items: z.array(RoleName), next: z.null() }) } },
    },
    async (request) => ({
      items: (await listRoles(request.reading())).map(({ key, label }) => ({ key, label })),
      next: null,
    }),
  );

  app.get("/api/v1/roles/:id", { config: read, schema: { tags, params: Id, response: { 200: Role } } }, (request) =>
    loadRole(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/roles",
    { config: manage, schema: { tags, body: NewRole, response: { 201: Role } } },
    async (request, reply) => reply.code(201).send(await request.write((ctx) => createRole(ctx, request.body))),
  );

  app.patch(
    "/api/v1/roles/:id",
    { config: manage, schema: { tags, params: Id, body: RolePatch, response: { 200: Role } } },
    (request) => {
      const { version, label, about } = request.body;
      return request.write((ctx) =>
        describeRole(ctx, request.params.id, version, { ...(label && { label }), ...(about && { about }) }),
      );
    },
  );

  app.put(
    "/api/v1/roles/:id/grants",
    { config: manage, schema: { tags, params: Id, body: RoleGrants, response: { 200: Role } } },
    (request) =>
      changeRights(request, (ctx) => changeGrants(ctx, request.params.id, request.body.version, request.body.grants)),
  );

  app.delete(
    "/api/v1/roles/:id",
    { config: manage, schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => removeRole(ctx, request.params.id));
      return reply.code(204).send(null);
    },
  );
};
