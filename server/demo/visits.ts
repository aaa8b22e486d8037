import { clock } from "./days.ts";
import { day, type Call, type Happening, hour } from "./happening.ts";
import type { Random } from "./random.ts";

/** Drawn on the installer's screen: a line as a PNG. */
const signature =
  "iVBORw0KGgoAAAANSUhEUgAAAKAAAAA8CAAAAADEAO7JAAABHElEQVR42u3YSxLEIAgE0D4E97+qU7OYykdBQJxy0e4SI3nGaDBo" +
  "hxcQSCCBBBJIIIEEEkgggQcA5VvOBcqvxBv9Ayi3kmi0HXjdJUB0dwolvvtBsNGMiMUJ8K7yCR9X2UKsTYDBeYew75TeCIF3pY+i" +
  "nIv57IeI0AToe+66/7xef4gITYD7sR5zCpysiuIGdgIRe8g9Qq1SCYvMWEzXL6POrIoBxRoLexj12mnD9wVoyVCtpYThoNjiUyHx" +
  "oNjjU6dqVbq1ntwpS2QRsCL5HC4BRQlrSXKc+kr7gEXJ+zuMVAHLNhfPQMmw8CQoFcJsWAw+EnVbsitYOizi+6zkfqoVAYu3tau+" +
  "/X8WVl8b/pshkEACCSSQQAIJ3Fo+M1jmBhgrvO0AAAAASUVORK5CYII=";

const works = [
  { kind: "installation", description: "新装宽带 300M 和高清机顶盒", skill: undefined },
  { kind: "repair", description: "宽带频繁掉线，光猫红灯", skill: undefined },
  { kind: "repair", description: "电视无信号，检查入户线", skill: undefined },
] as const;

/**
 * Visits of the installer: agreed, driven to, done and signed; now and then nobody was at home. A fault is seen to on the
 * same day, an installation on the next; where that cannot be, the customer is told why and the new time, as a rule.
 */
export function visits(
  r: Random,
  from: number,
  now: number,
  count: number,
  customerOf: (share: number) => Promise<string>,
  installerOf: () => Promise<string>,
): Happening[] {
  return Array.from({ length: count }, (_, n) => clock(from + ((n + r.next()) * (now - from)) / count, 9)).flatMap(
    (at) => {
      const work = r.pick(works);
      const share = r.next();
      const late = r.chance(0.12);
      const absent = r.chance(0.08);
      const repair = work.kind === "repair";
      const told = r.chance(0.8);
      const begins = repair && !late ? r.pick([14, 16]) : r.pick([9, 11, 14, 16]);
      const visit = clock(at + (late ? (repair ? 2 : 6) : repair ? 0 : 1) * day, begins);
      const to = visit + 2 * hour;
      const order: { id?: string } = {};
      const on = (
        time: number,
        role: string,
        verb: string,
        payload: () => Promise<object> | object = () => ({}),
        method: "POST" | "PUT" = "POST",
      ): Happening => ({
        at: time,
        what: async (call) => {
          if (order.id) await call(role, method, `/work-orders/${order.id}/${verb}`, await payload());
        },
      });
      return [
        {
          at,
          what: async (call: Call) => {
            const customerId = await customerOf(share);
            const [address] = ((await call("team_lead", "GET", `/customers/${customerId}/addresses`))?.items ?? []) as {
              id: string;
            }[];
            const made = await call("agent", "POST", "/work-orders", {
              customerId,
              kind: work.kind,
              description: work.description,
              ...(address && { addressId: address.id }),
            });
            order.id = made?.id;
          },
        },
        on(at + hour, "team_lead", "appointment", async () => ({
          installerId: await installerOf(),
          from: new Date(visit).toISOString(),
          to: new Date(to).toISOString(),
          ...(late && told && { reason: "配件到货晚于预计，已致歉并约定新的时间" }),
        })),
        on(at + 2 * hour, "team_lead", "dispatch"),
        on(visit - hour / 2, "installer", "departure"),
        ...(absent
          ? [
              on(visit + hour / 2, "installer", "failure", () => ({
                reasonKind: "absent",
                reason: "敲门无人，电话未接",
              })),
            ]
          : [
              on(visit + r.int(0, 30) * 60_000, "installer", "arrival"),
              { at: visit + hour, what: (call: Call) => tickOff(call, order.id) },
              on(
                visit + hour + 60_000,
                "installer",
                "signature",
                () => ({ signerName: "客户", png: signature }),
                "PUT",
              ),
              on(visit + hour + 120_000, "installer", "completion", () => ({
                testPassed: true,
                testNote: "信号电平正常，测速达标",
                workNote: "按规范完成",
                ...(work.kind === "repair" && { cause: "line" }),
              })),
            ]),
      ];
    },
  );
}

/** Steps that ask for a photo get one as the telephone takes it. */
async function tickOff(call: Call, id: string | undefined) {
  const order = id && (await call("installer", "GET", `/work-orders/${id}`));
  for (const step of (order?.steps ?? []) as { id: string; photo: boolean }[]) {
    if (step.photo)
      await call("installer", "POST", `/work-orders/${id}/photos?stepId=${step.id}`, photo(), photoHeaders);
    await call("installer", "PUT", `/work-orders/${id}/steps/${step.id}`, { done: true });
  }
}

const mark = "----demo-photo";
const photoHeaders = { "content-type": `multipart/form-data; boundary=${mark}` };
const photo = (): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="photo.png"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    Buffer.from(signature, "base64"),
    Buffer.from(`\r\n--${mark}--\r\n`),
  ]);
