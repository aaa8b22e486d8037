import type { Part } from "../part.ts";

export const messagePart: Part = {};
