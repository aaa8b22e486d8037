import { TreeSelect } from "antd";
import { useMemo } from "react";
import { useChoices } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";
import { type Category, kinds, useCategories } from "./data.ts";

type Props = {
  /** Categories of this kind only; without it those of all, under the names of their kinds. */
  readonly kind?: string | undefined;
  readonly value?: string | null | undefined;
  readonly onChange?: (id: string | undefined) => void;
  readonly id?: string;
  readonly autoFocus?: boolean;
};

type Node = { value: string; title: string; selectable?: boolean; children: Node[] };

/** What a ticket is about: the company's tree, found by typing. */
export function CategoryPick({ kind, value, onChange, id, autoFocus = false }: Props) {
  const { t, pick } = useText();
  const kindOf = useChoices("ticket", "kind");
  const all = useCategories();
  const tree = useMemo(() => {
    const below = (parent: string | null, of: string): Node[] =>
      all
        .filter((one: Category) => one.active && one.kind === of && one.parentId === parent)
        .map((one) => ({ value: one.id, title: pick(one.label), children: below(one.id, of) }));
    if (kind) return below(null, kind);
    return kinds.map((one) => ({ value: one, title: kindOf(one), selectable: false, children: below(null, one) }));
  }, [all, kind, kindOf, pick]);
  const meant = all.find((one) => one.id === value)?.definition;
  return (
    <>
      <TreeSelect
        {...(id && { id })}
        autoFocus={autoFocus}
        style={{ width: "100%" }}
        treeData={tree}
        value={value ?? undefined}
        onChange={(next?: string) => onChange?.(next)}
        showSearch={{ treeNodeFilterProp: "title" }}
        allowClear
        treeDefaultExpandAll
        placeholder={t("tickets.chooseCategory")}
        aria-label={t("tickets.chooseCategory")}
      />
      {meant && <p className="quiet small category-meant">{pick(meant)}</p>}
    </>
  );
}
