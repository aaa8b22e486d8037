export { canRead, canReveal, demandWritable, fieldGrant, groupsOf, levels, seesClear } from "./access.ts";
export { describe, NounDescription } from "./describe.ts";
export { type Field, type Fields, type Noun, noun } from "./field.ts";
export { masks } from "./masks.ts";
export { compileMask, present, replySchema, shown } from "./present.ts";
export { createSchema, patchSchema } from "./schemas.ts";
