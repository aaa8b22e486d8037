import type { Part } from "../part.ts";

export const mailPart: Part = {};
