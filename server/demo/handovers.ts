import { clock, dayOf } from "./days.ts";
import { day, type Happening, hour } from "./happening.ts";
import type { Known } from "./house.ts";
import type { Random } from "./random.ts";
import { handedOver } from "./said.ts";

/** Twice a month care of some customers goes to another team, who takes it over by the next day; once it goes back, some take longer. */
export function handovers(r: Random, from: number, to: number, known: Known): Happening[] {
  const count = Math.floor((to - from) / (15 * day));
  return Array.from({ length: count }, (_, n) => n).flatMap((n): Happening[] => {
    const at = clock(from + n * 15 * day, 10);
    const [title, code, receiver, situation, openMatters] = handedOver[n % handedOver.length]!;
    const shares = Array.from({ length: r.int(1, 3) }, () => r.next());
    const late = n % 9 === 5;
    const back = n % 11 === 7;
    let given: { id: string; version: number } | undefined;
    return [
      {
        at,
        what: async (call) => {
          const { customers, departments } = await known();
          const ids = [...new Set(shares.map((share) => customers[Math.floor(share * customers.length)]!))];
          given = await call("team_lead", "POST", "/handovers", {
            title,
            toDepartmentId: departments[code],
            customers: ids.map((customerId) => ({
              customerId,
              situation,
              openMatters,
              promised: `${dayOf(at + 5 * day)} 前联系客户`,
            })),
          });
        },
      },
      {
        at: at + (late ? 6 * day : 4 * hour),
        what: async (call) => {
          if (!given) return;
          const { id, version } = given;
          if (back)
            await call(receiver, "POST", `/handovers/${id}/return`, {
              version,
              reason: "客户已迁出本部门服务范围，请转区域团队。",
            });
          else await call(receiver, "POST", `/handovers/${id}/acknowledgement`, { version });
        },
      },
    ];
  });
}
