/** The company's zone, as calendars without a zone of their own count days. */
export const companyZone = "Asia/Shanghai";

const day = new Intl.DateTimeFormat("sv-SE", { timeZone: companyZone });

/** The local day of an instant: `2026-06-15`. */
export const dayOf = (at: string | Date): string => day.format(new Date(at));

/** The day so many days later, or earlier. */
export const daysAfter = (date: string, count: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** The instants at which a local day begins and ends. */
export const spanOf = (date: string): { from: string; to: string } => ({
  from: new Date(`${date}T00:00:00+08:00`).toISOString(),
  to: new Date(`${daysAfter(date, 1)}T00:00:00+08:00`).toISOString(),
});
