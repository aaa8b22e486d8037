export { parseCell } from "./cell.ts";
export { check } from "./check.ts";
export { compileTable, factsUsed } from "./compile.ts";
export type { Compiled, Program } from "./compile.ts";
export { holds } from "./condition.ts";
export type { Condition } from "./condition.ts";
export { diff } from "./diff.ts";
export type { Change } from "./diff.ts";
export { evaluate } from "./evaluate.ts";
export type { Decision, OutcomeValue } from "./evaluate.ts";
export { explain } from "./explain.ts";
export type { CellExplanation, RowExplanation } from "./explain.ts";
export type { Fault, Problem, Result } from "./problem.ts";
export { showCondition, showValue } from "./show.ts";
export { toSql } from "./sql.ts";
export type { DecisionSql } from "./sql.ts";
export { tableSchema } from "./table.ts";
export type {
  FactDeclaration,
  FactDeclarations,
  FactType,
  OutcomeDeclaration,
  Parameter,
  Parameters,
  Table,
  TableRow,
  Written,
} from "./table.ts";
export { readFact } from "./value.ts";
export type { FactValue, FactValues, Scalar } from "./value.ts";
