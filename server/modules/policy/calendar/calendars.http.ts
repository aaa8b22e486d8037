import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Text } from "../../../platform/text.schema.ts";
import { loadCalendar, putCalendar } from "./calendar.actions.ts";
import { listCalendars } from "./calendar.store.ts";

const Name = z.strictObject({ name: z.string().max(40) });
const spans = z.array(z.tuple([z.string(), z.string()]));
const week = z.object({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans });

const Definition = z
  .object({
    name: z.string(),
    label: Text,
    timeZone: z.string(),
    weekly: week,
    holidays: z.enum(["CN", "none"]),
    confirmedYears: z.array(z.number()),
    exceptions: z.array(z.object({ date: z.string(), spans, note: Text.optional() })),
  })
  .meta({ id: "CalendarDefinition" });

const StoredCalendar = z
  .object({
    name: z.string(),
    definition: Definition,
    updatedAt: z.iso.datetime(),
    firstYear: z.number(),
    lastYear: z.number(),
    provisionalYears: z.array(z.number()).describe("Years whose official holidays are not published yet"),
  })
  .meta({ id: "Calendar" });

const Change = z
  .strictObject({
    /** Checked by the calendar's own rules, which name each wrong field in both languages. */
    definition: z.record(z.string(), z.unknown()).describe("As CalendarDefinition, without its name"),
    updatedAt: z.string().optional().describe("That of the edition that was edited; left out for a new calendar"),
  })
  .meta({ id: "CalendarChange" });

/** Working calendars: read, made, changed. */
export const calendarRoutes: Routes = (app) => {
  const tags = ["calendars"];

  app.get(
    "/api/v1/calendars",
    { config: grant("policy.read"), schema: { tags, response: { 200: z.object({ items: z.array(StoredCalendar) }) } } },
    async (request) => ({
      items: await listCalendars(request.reading()),
    }),
  );

  app.get(
    "/api/v1/calendars/:name",
    { config: grant("policy.read"), schema: { tags, params: Name, response: { 200: StoredCalendar } } },
    (request) => loadCalendar(request.reading(), request.params.name),
  );

  app.put(
    "/api/v1/calendars/:name",
    {
      config: grant("policy.calendars"),
      schema: {
        tags,
        params: Name,
        body: Change,
        response: {
          200: z.object({
            calendar: StoredCalendar,
            runId: z.uuid().nullable().describe("Reckons open due times anew"),
          }),
        },
      },
    },
    (request) =>
      request.write((ctx) => putCalendar(ctx, request.params.name, request.body.definition, request.body.updatedAt)),
  );
};
