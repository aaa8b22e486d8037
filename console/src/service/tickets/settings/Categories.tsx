import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Switch } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../../../api.ts";
import { useChoices } from "../../../parts/nouns.ts";
import { Tag } from "../../../parts/Tag.tsx";
import { useSkillName } from "../skills.ts";
import { useText } from "../../../texts/index.ts";
import { type Category, type Kind, kinds, useCategories } from "../data.ts";
import { CategoryDialog } from "./CategoryDialog.tsx";

type Asked = { kind: Kind; parentId?: string; category?: Category };

/** The tree of each kind: added to, renamed, given a skill; one in use is switched off, never deleted. */
export function Categories() {
  const { t } = useText();
  const kindOf = useChoices("ticket", "kind");
  const all = useCategories();
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <p className="quiet">{t("tickets.categoriesLead")}</p>
      <div className="category-kinds">
        {kinds.map((kind) => (
          <section key={kind} className="panel">
            <div className="panel-head">
              <h2>{kindOf(kind)}</h2>
              <Button size="small" type="link" icon={<PlusOutlined />} onClick={() => setAsked({ kind })}>
                {t("tickets.addCategory")}
              </Button>
            </div>
            <Branch kind={kind} all={all} parent={null} depth={0} onAsk={setAsked} />
          </section>
        ))}
      </div>
      {asked && <CategoryDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

type BranchProps = {
  kind: Kind;
  all: readonly Category[];
  parent: string | null;
  depth: number;
  onAsk: (asked: Asked) => void;
};

function Branch({ kind, all, parent, depth, onAsk }: BranchProps) {
  const { t } = useText();
  const here = all.filter((one) => one.kind === kind && one.parentId === parent);
  if (!here.length) return depth === 0 ? <p className="side-none">{t("tickets.categoriesNone")}</p> : null;
  return (
    <ul className={depth ? "category-branch" : "category-tree"}>
      {here.map((one) => (
        <li key={one.id}>
          <Line category={one} onAsk={onAsk} />
          <Branch kind={kind} all={all} parent={one.id} depth={depth + 1} onAsk={onAsk} />
        </li>
      ))}
    </ul>
  );
}

function Line({ category, onAsk }: { category: Category; onAsk: (asked: Asked) => void }) {
  const { t, pick } = useText();
  const skillName = useSkillName();
  const { message } = App.useApp();
  const kind = category.kind as Kind;
  const name = pick(category.label);
  const turn = useMutation({
    mutationFn: (active: boolean) =>
      ask(api.PATCH("/api/v1/ticket-categories/{id}", { params: { path: { id: category.id } }, body: { active } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["ticket-categories"] }),
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <div className="spread category-line">
      <span className={category.active ? "row" : "row quiet"}>
        {name}
        {category.skill && <Tag>{t("tickets.skillIs", { skill: skillName(category.skill) })}</Tag>}
        {!category.active && <span className="small">{t("tickets.off")}</span>}
        {category.definition && <span className="quiet small category-means">{pick(category.definition)}</span>}
      </span>
      <span className="row nowrap">
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined />}
          aria-label={t("tickets.addBelow", { name })}
          title={t("tickets.addBelow", { name })}
          onClick={() => onAsk({ kind, parentId: category.id })}
        />
        <Button
          size="small"
          type="text"
          icon={<EditOutlined />}
          aria-label={`${t("parts.edit")}: ${name}`}
          onClick={() => onAsk({ kind, category })}
        />
        <Switch
          size="small"
          checked={category.active}
          loading={turn.isPending}
          aria-label={t("tickets.inUse", { name })}
          onChange={(active) => turn.mutate(active)}
        />
      </span>
    </div>
  );
}
