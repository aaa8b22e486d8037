import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { listQuerySchema, pageSchema, readListRequest, readPage } from "../../platform/lists/index.ts";
import { changeRights } from "./rights.ts";
import { revealStaff } from "./reveal.actions.ts";
import {
  changeRoles,
  changeStaff,
  createStaff,
  disableStaff,
  enableStaff,
  loadStaff,
  type NewStaffGiven,
} from "./staff.actions.ts";
import { NewStaff, Staff, staff, StaffPatch, StaffWithPassword } from "./staff.fields.ts";
import { staffList, type StaffChange, type StaffRow } from "./staff.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const RoleKeys = z.array(z.string().max(50)).max(20);
const Query = listQuerySchema(staff).extend({
  role: z.string().max(50).optional().describe("Key of a role"),
  departmentId: z.uuid().optional(),
});
const none = { 204: z.null() };

export const staffRoutes: Routes = (app) => {
  const tags = ["staff"];
  const read = grant("identity.staff.read");
  const manage = grant("identity.staff.manage");

  app.get(
    "/api/v1/staff",
    { config: read, schema: { tags, querystring: Query, response: { 200: pageSchema(Staff) } } },
    (request) => {
      const { role, ...query } = request.query;
      const asked = readListRequest(staff, query, request.actor, "name");
      return readPage<StaffRow>(request.reading().services.search, staffList(asked, role), asked);
    },
  );

  app.get("/api/v1/staff/:id", { config: read, schema: { tags, params: Id, response: { 200: Staff } } }, (request) =>
    loadStaff(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/staff",
    {
      config: manage,
      schema: {
        tags,
        body: NewStaff.extend({ roles: RoleKeys.default([]) }).meta({ id: "NewStaffWithRoles" }),
        response: { 201: StaffWithPassword },
      },
    },
    async (request, reply) => {
      const { roles, ...facts } = request.body;
      const made = await request.write(async (ctx) => {
        const { id, firstPassword } = await createStaff(ctx, facts as NewStaffGiven, roles);
        return { ...(await loadStaff(ctx, id)), firstPassword };
      });
      return reply.code(201).send(made);
    },
  );

  app.patch(
    "/api/v1/staff/:id",
    {
      config: manage,
      schema: {
        tags,
        params: Id,
        body: StaffPatch.extend({ version: z.number().int() }).meta({ id: "StaffPatchOfVersion" }),
        response: { 200: Staff },
      },
    },
    (request) => {
      const { version, ...set } = request.body;
      return changeRights(request, (ctx) => changeStaff(ctx, request.params.id, version, set as StaffChange));
    },
  );

  app.post(
    "/api/v1/staff/:id/disablement",
    { config: manage, schema: { tags, params: Id, response: none } },
    async (request, reply) => {
      await changeRights(request, (ctx) => disableStaff(ctx, request.params.id));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/staff/:id/enablement",
    { config: manage, schema: { tags, params: Id, response: none } },
    async (request, reply) => {
      await changeRights(request, (ctx) => enableStaff(ctx, request.params.id));
      return reply.code(204).send(null);
    },
  );

  app.put(
    "/api/v1/staff/:id/roles",
    {
      config: grant("identity.roles.assign"),
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ roles: RoleKeys }).meta({ id: "StaffRoles" }),
        response: { 200: Staff },
      },
    },
    (request) => changeRights(request, (ctx) => changeRoles(ctx, request.params.id, [...new Set(request.body.roles)])),
  );

  app.post(
    "/api/v1/staff/:id/reveals",
    {
      config: read,
      schema: {
        tags,
        params: Id,
        body: z
          .strictObject({ field: z.enum(["phone"]), reason: z.string().trim().min(2).max(200) })
          .meta({ id: "StaffReveal" }),
        response: { 201: z.object({ value: z.string().nullable() }) },
      },
    },
    async (request, reply) => {
      const { field, reason } = request.body;
      return reply
        .code(201)
        .send({ value: await request.write((ctx) => revealStaff(ctx, request.params.id, field, reason)) });
    },
  );
};
