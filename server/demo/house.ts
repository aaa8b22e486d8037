import type { Services } from "../platform/services.ts";

/** What the year of the desk needs to know of the company. */
export type House = {
  readonly customers: readonly string[];
  readonly staff: Record<string, string>;
  readonly departments: Record<string, string>;
  /** Whether the office is open on a day: weekends and public holidays are off. */
  readonly works: (day: string) => boolean;
};
export type Known = () => Promise<House>;

/** Read once, when the first customer speaks: the company stands by then. */
export function readHouse(services: Services): Known {
  let known: Promise<House> | undefined;
  return () =>
    (known ??= (async () => {
      const { rows: customers } = await services.pool.query<{ id: string }>(
        "select customer_id as id from customers.customer where state = 'active' order by md5(customer_id::text) limit 2000",
      );
      const { rows: staff } = await services.pool.query<{ key: string; id: string }>(
        "select r.key, sr.staff_id as id from identity.staff_role sr join identity.role r on r.id = sr.role_id",
      );
      const { rows: departments } = await services.pool.query<{ code: string; id: string }>(
        "select code, id from identity.department",
      );
      const { rows: days } = await services.pool.query<{ day: string }>(
        "select day::text from platform.calendar_day where calendar = 'office' and closes_at is not null",
      );
      const open = new Set(days.map((row) => row.day));
      return {
        customers: customers.map((row) => row.id),
        staff: Object.fromEntries(staff.map((row) => [row.key, row.id])),
        departments: Object.fromEntries(departments.map((row) => [row.code, row.id])),
        works: (day) => open.has(day),
      };
    })());
}
