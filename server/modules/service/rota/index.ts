import type { Part } from "../part.ts";

export const rotaPart: Part = {};
