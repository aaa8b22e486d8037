import type { Part } from "../part.ts";

export const chatPart: Part = {};
