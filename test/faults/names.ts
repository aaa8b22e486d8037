/** A mapping of a file with the columns 编号 and 姓名, for customers under contract (B3.1.2). */
export const namesMapping = {
  what: "customers",
  key: "externalKey",
  fields: { externalKey: { column: "编号" }, name: { column: "姓名" }, kind: { value: "person" } },
  consent: { evidenceKind: { value: "contract" }, evidence: { value: "服务合同" }, notice: { value: "2026-01" } },
};
