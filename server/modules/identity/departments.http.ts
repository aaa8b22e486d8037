import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { createDepartment, moveDepartment, renameDepartment } from "./department.actions.ts";
import { listDepartments } from "./department.store.ts";
import { changeRights } from "./rights.ts";

const Id = z.strictObject({ id: z.uuid() });
const Department = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    code: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    depth: z.number().int(),
    staffCount: z.number().int(),
  })
  .meta({ id: "Department" });
const name = z.string().trim().min(1).max(100);
const nameEn = z.string().trim().max(100).nullish();
const NewDepartment = z
  .strictObject({ code: z.string().regex(/^[A-Z][A-Z0-9_-]{0,19}$/), name, nameEn, parentId: z.uuid().nullable() })
  .meta({ id: "NewDepartment" });
const DepartmentPatch = z.strictObject({ name: name.optional(), nameEn }).meta({ id: "DepartmentPatch" });
const DepartmentParent = z.strictObject({ parentId: z.uuid().nullable() }).meta({ id: "DepartmentParent" });

export const departmentRoutes: Routes = (app) => {
  const tags = ["departments"];
  const manage = grant("identity.departments.manage");

  app.get(
    "/api/v1/departments",
    {
      config: grant("identity.staff.read"),
      schema: { tags, response: { 200: z.object({ items: z.array(Department), next: z.null() }) } },
    },
    async (request) => ({ items: await listDepartments(request.reading()), next: null }),
  );

  app.post(
    "/api/v1/departments",
    { config: manage, schema: { tags, body: NewDepartment, response: { 201: z.object({ id: z.uuid() }) } } },
    async (request, reply) =>
      reply.code(201).send({ id: await changeRights(request, (ctx) => createDepartment(ctx, request.body)) }),
  );

  app.patch(
    "/api/v1/departments/:id",
    { config: manage, schema: { tags, params: Id, body: DepartmentPatch, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => renameDepartment(ctx, request.params.id, request.body));
      return reply.code(204).send(null);
    },
  );

  app.put(
    "/api/v1/departments/:id/parent",
    { config: manage, schema: { tags, params: Id, body: DepartmentParent, response: { 204: z.null() } } },
    async (request, reply) => {
      await changeRights(request, (ctx) => moveDepartment(ctx, request.params.id, request.body.parentId));
      return reply.code(204).send(null);
    },
  );
};
