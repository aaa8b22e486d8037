import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(timezone);

/** Deadlines are added up in the company's zone; every time on the screen is of it too, wherever the browser stands. */
const companyZone = "Asia/Shanghai";

/** True where the browser's clock shows another time than the company's. */
export const zoneDiffers = (at = new Date()): boolean =>
  dayjs(at).tz(companyZone).utcOffset() !== -at.getTimezoneOffset();

/** A moment, or a date alone, in the company's zone. */
export const companyTime = (at: string | number): Dayjs =>
  typeof at === "string" && at.length === 10 ? dayjs.tz(at, companyZone) : dayjs(at).tz(companyZone);

/** For a date picker, which knows the browser's zone only: the same words on its clock. */
export const toPicker = (at: string): Dayjs => dayjs(companyTime(at).format("YYYY-MM-DDTHH:mm:ss"));
/** What was picked, read as a time of the company's zone. */
export const fromPicker = (picked: Dayjs): string =>
  dayjs.tz(picked.format("YYYY-MM-DDTHH:mm:ss"), companyZone).toISOString();
