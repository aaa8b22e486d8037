import { clock, dayOf } from "./days.ts";
import { day, type Call, type Happening, hour } from "./happening.ts";
import type { Known } from "./house.ts";
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
 * Visits of the installer: agreed, driven to, done and signed; now and then nobody was at home and somebody comes again. A
 * fault is seen to on the same day, an installation on the next; where that cannot be, the customer is told why and the
 * new time, as a rule.
 */
export function visits(r: Random, from: number, now: number, count: number, known: Known): Happening[] {
  return Array.from({ length: count }, (_, n) => n).flatMap((n) => {
    const asked = clock(from + ((n + r.next()) * (now - from)) / count, 9);
    const [late, told, absent, slow] = [n % 6 === 2, n % 12 === 2, n % 12 === 9, n % 9 === 4];
    const work = late ? works[1] : r.pick(works);
    const repair = work.kind === "repair";
    const share = r.next();
    // Installations are agreed for the days from Tuesday to Thursday.
    const at = repair ? asked : asked + ([1, 0, 0, 0, 4, 3, 2][new Date(asked).getUTCDay()] ?? 0) * day;
    const visit = clock(at + (late ? 2 : repair ? 0 : 1) * day, r.pick(repair ? [14, 16] : [9, 14, 15]));
    const again = clock(visit + day, 10);
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
    const agreed = (when: number, begins: number, more: object = {}): Happening[] => [
      on(when, "team_lead", "appointment", async () => ({
        installerId: (await known()).staff.installer,
        from: new Date(begins).toISOString(),
        to: new Date(begins + 2 * hour).toISOString(),
        ...more,
      })),
      on(when + hour / 4, "team_lead", "dispatch"),
      on(begins - hour / 4, "installer", "departure"),
    ];
    const done = (arrives: number): Happening[] => [
      on(arrives, "installer", "arrival"),
      { at: arrives + hour, what: (call: Call) => tickOff(call, order.id) },
      on(arrives + hour + 60_000, "installer", "signature", () => ({ signerName: "客户", png: signature }), "PUT"),
      on(arrives + hour + 120_000, "installer", "completion", () => ({
        testPassed: true,
        testNote: "信号电平正常，测速达标",
        workNote: "按规范完成",
        ...(repair && { cause: "line" }),
      })),
    ];
    return [
      {
        at,
        what: async (call: Call) => {
          const { customers, works } = await known();
          // Nobody installs on days off.
          if (!repair && !(works(dayOf(visit)) && works(dayOf(again)))) return;
          const customerId = customers[Math.floor(share * customers.length)]!;
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
      ...agreed(at + hour, visit, late && told ? { reason: "配件到货晚于预计，已致歉并约定新的时间" } : {}),
      ...(absent
        ? [
            on(visit + hour / 2, "installer", "arrival"),
            on(visit + hour, "installer", "failure", () => ({ reasonKind: "absent", reason: "敲门无人，电话未接" })),
            ...agreed(visit + 3 * hour, again, { askedBy: "customer", reason: "客户临时外出，改约次日" }),
            ...done(again + r.int(0, 40) * 60_000),
          ]
        : done(visit + (slow ? 150 : r.int(0, 30)) * 60_000)),
    ];
  });
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
