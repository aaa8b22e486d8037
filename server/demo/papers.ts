import { dayOf, monthStarts } from "./days.ts";
import { type Call, day, type Happening, hour, type Tick } from "./happening.ts";
import type { Known } from "./house.ts";
import { measures } from "./said.ts";

/**
 * Each month: the plan of callbacks is confirmed, the sheet and the analysis of the month before are signed with a measure
 * that somebody carries out, and the analysis of complaints; one month it was forgotten for two weeks.
 */
export const papers = (from: number, to: number, known: Known, tick: Tick): Happening[] =>
  monthStarts(from, to).flatMap((at, index): Happening[] => {
    const late = index === 4 ? 14 * day : 0;
    const [what, category, result] = measures[index % measures.length]!;
    const late2 = index === 7 ? 9 * day : 0;
    let id: string | undefined;
    return [
      {
        at,
        what: () => tick(["service.callbacks.turn", "service.complaint-analyses", "service.improvement-check"]),
      },
      { at: at + 3 * hour, what: (call) => call("team_lead", "POST", "/callback-plans/confirmations") },
      {
        at: at + 3 * day + late,
        what: async (call) => {
          const period = dayOf(at - 2 * day).slice(0, 7);
          await call("team_lead", "POST", `/callback-statistics/${period}/report`, {
            note: "本月回访按计划完成，主要意见为等待时间，已督促整改。",
          });
          await call("team_lead", "POST", `/callback-analysis/${period}/conclusion`, {
            note: "满意度与上月持平；等待时间和资费解释仍是主要意见，措施已落实到人。",
          });
          id = await measure(call, known, period, { what, category, finishOn: dayOf(at + 24 * day) });
          await analyseComplaints(call);
        },
      },
      {
        at: at + 20 * day + late2,
        what: async (call) => {
          if (id) await call("agent", "POST", `/callback-measures/${id}/completion`, { result });
        },
      },
      {
        at: at + 45 * day,
        what: async (call) => {
          if (id)
            await call("team_lead", "POST", `/callback-measures/${id}/effect`, {
              effective: index % 4 !== 2,
              note: index % 4 !== 2 ? "同类意见减少。" : "同类意见没有减少，下月换做法。",
            });
        },
      },
    ];
  });

async function measure(
  call: Call,
  known: Known,
  periodKey: string,
  given: { what: string; category: string; finishOn: string },
): Promise<string | undefined> {
  const { staff } = await known();
  return (await call("team_lead", "POST", "/callback-measures", { ...given, periodKey, ownerId: staff.agent }))?.id;
}

async function analyseComplaints(call: Call) {
  const waiting = (await call("team_lead", "GET", "/complaint-analyses"))?.waiting as
    { periodFrom: string; periodTo: string }[] | undefined;
  for (const { periodFrom, periodTo } of (waiting ?? []).slice(0, 2))
    await call("team_lead", "POST", "/complaint-analyses", {
      from: periodFrom,
      to: periodTo,
      findings: "上门延误和计费差错占多数，分别由运维部和财务部改进。",
    });
}

/** Three times a year a cause is worked on; whether that helped is measured. */
export const improvements = (now: number, known: Known): Happening[] =>
  [270, 150, 75].flatMap((before, index): Happening[] => {
    const cause = ["late-visit", "billing-error", "unclear-words"][index]!;
    const at = now - before * day;
    let id: string | undefined;
    return [
      {
        at,
        what: async (call) => {
          const causes = ((await call("team_lead", "GET", "/complaint-causes"))?.items ?? []) as {
            id: string;
            key: string;
          }[];
          const { staff } = await known();
          id = (
            await call("team_lead", "POST", "/improvements", {
              title: ["减少上门延误", "减少计费差错", "统一资费解释口径"][index],
              causeId: causes.find((one) => one.key === cause)?.id,
              measure: ["预约时段细化到两小时并提前短信提醒", "出账前增加异常金额核对", "更新知识库并培训"][index],
              ownerId: staff.team_lead,
              dueOn: dayOf(at + 25 * day),
            })
          )?.id;
        },
      },
      {
        at: at + 20 * day,
        what: async (call) => {
          if (id)
            await call("team_lead", "POST", `/improvements/${id}/implementation`, {
              implementation: "措施已落实并通报各班组。",
            });
        },
      },
    ];
  });
