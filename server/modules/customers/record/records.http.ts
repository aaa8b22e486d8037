import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { recordKinds } from "./kinds.ts";
import { addRecord, readRecords, removeRecord, replaceRecord } from "./record.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const RecordId = z.strictObject({ id: z.uuid(), recordId: z.uuid() });

/** What a customer's file holds many of, each kind at its own address, all with the same four verbs. */
export const recordRoutes: Routes = (app) => {
  for (const kind of Object.values(recordKinds)) {
    const tags = ["customers"];
    const all = `/api/v1/customers/:id/${kind.path}`;
    const one = `${all}/:recordId`;
    app.get(
      all,
      {
        config: grant("customers.read"),
        schema: { tags, params: Id, response: { 200: z.object({ items: z.array(kind.reply) }) } },
      },
      async (request) => {
        const { id } = request.params;
        // Reading identity numbers leaves an audit row; nothing else needs a transaction.
        if (kind === recordKinds.identifiers)
          return { items: await request.write((ctx) => readRecords(ctx, kind, id)) };
        return { items: await readRecords(request.reading(), kind, id) };
      },
    );
    app.post(
      all,
      {
        config: grant("customers.update"),
        schema: { tags, params: Id, body: kind.input, response: { 201: kind.reply } },
      },
      async (request, reply) =>
        reply.code(201).send(await request.write((ctx) => addRecord(ctx, kind, request.params.id, request.body))),
    );
    app.put(
      one,
      {
        config: grant("customers.update"),
        schema: { tags, params: RecordId, body: kind.input, response: { 200: kind.reply } },
      },
      (request) =>
        request.write((ctx) => replaceRecord(ctx, kind, request.params.id, request.params.recordId, request.body)),
    );
    app.delete(
      one,
      { config: grant("customers.update"), schema: { tags, params: RecordId, response: { 204: z.null() } } },
      async (request, reply) => {
        await request.write((ctx) => removeRecord(ctx, kind, request.params.id, request.params.recordId));
        return reply.code(204).send(null);
      },
    );
  }
};
