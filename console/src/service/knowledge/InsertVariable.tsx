import { Button, Dropdown, type FormInstance } from "antd";
import { useText } from "../../texts/index.ts";
import { useVariables } from "./data.ts";

/** Puts a variable where the cursor stands in a text of a form. */
export function InsertVariable({ form, field }: { form: FormInstance; field: string }) {
  const { t, pick } = useText();
  const variables = useVariables();
  const insert = (name: string) => {
    const area = document.getElementById(field) as HTMLTextAreaElement | null;
    const before = String(form.getFieldValue(field) ?? "");
    const [from, to] = [area?.selectionStart ?? before.length, area?.selectionEnd ?? before.length];
    const place = `{${name}}`;
    form.setFieldValue(field, before.slice(0, from) + place + before.slice(to));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + place.length, from + place.length);
    });
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: variables.map((one) => ({ key: one.name, label: `${pick(one.label)} {${one.name}}` })),
        onClick: ({ key }) => insert(key),
      }}
    >
      <Button type="link" size="small">
        {t("knowledge.variables")}
      </Button>
    </Dropdown>
  );
}
