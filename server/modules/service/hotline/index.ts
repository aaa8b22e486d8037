import type { Part } from "../part.ts";

export const hotlinePart: Part = {};
