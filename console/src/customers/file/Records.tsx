import { FieldValue } from "../../parts/list/values.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";

type Props = { noun: string; title: string; rows: readonly object[]; columns: readonly string[] };

/** Records of one kind as a table on paper; columns that this person may not see are left out. */
export function Records({ noun, title, rows, columns }: Props) {
  const { pick } = useText();
  const described = useNoun(noun);
  const fields = columns
    .map((key) => described?.fields.find((field) => field.key === key))
    .filter((field) => field !== undefined);
  if (!rows.length || !fields.length) return null;
  return (
    <section className="paper-part">
      <h2>{title}</h2>
      <table className="paper-table">
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field.key} scope="col">
                {pick(field.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {fields.map((field) => (
                <td key={field.key}>
                  <FieldValue field={field} value={(row as Record<string, unknown>)[field.key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
