export { type Condition } from "./condition.ts";
export { conditionSql, countRows, type ListSource, type Page, pageOf, pageSchema, readPage } from "./page.ts";
export {
  decodeCursor,
  encodeCursor,
  type ListQuery,
  listQuerySchema,
  type ListRequest,
  readListRequest,
} from "./request.ts";
