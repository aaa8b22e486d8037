import type { TaskHandler } from "../jobs.ts";
import { deleteBefore } from "./notice.store.ts";

export { installNotices, type NoticeKind, type NoticeSubject, type Sight } from "./notice.kinds.ts";
export { countUnread, listNotices, markRead, type NoticeRow } from "./notice.store.ts";
export { showNotices, SubjectNotice } from "./show.ts";
export { ringBell, tellStaff } from "./tell.ts";

/** How long notices wait, read or not. */
const keptDays = 90;
export const oldestKept = (now: Date): Date => new Date(now.getTime() - keptDays * 86_400_000);

export const sweepNotices: TaskHandler = async (ctx) => void (await deleteBefore(ctx, oldestKept(ctx.now)));
