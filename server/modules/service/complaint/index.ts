import type { Part } from "../part.ts";

export const complaintPart: Part = {};
