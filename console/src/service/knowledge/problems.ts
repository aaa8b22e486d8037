import type { FormInstance } from "antd";
import { Problem } from "../../api.ts";

/** Shows at its input what the server refused. */
export function showProblems(form: FormInstance, problem: unknown): void {
  if (problem instanceof Problem && problem.body.errors)
    form.setFields(
      problem.body.errors.map((one) => ({
        name: one.field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        errors: [one.reason],
      })),
    );
}

/** What the server said of the old words does not hold of the new ones. */
export const forgetProblems = (form: FormInstance): void =>
  form.setFields(
    form
      .getFieldsError()
      .filter((one) => one.errors.length > 0)
      .map(({ name }) => ({ name, errors: [] })),
  );
