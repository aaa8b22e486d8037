import { v7 } from "uuid";

/** A new id: UUIDv7, so that ids sort by their time of making. */
export const newId = (): string => v7();

/** Stands in the customer column of what belongs to the company itself. */
export const nobody = "00000000-0000-0000-0000-000000000000";
