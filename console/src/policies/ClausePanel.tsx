import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../frame/me.ts";
import { SidePanel } from "../parts/SidePanel.tsx";
import { useText } from "../texts/index.ts";
import { BindControl } from "./BindControl.tsx";
import { ClauseText } from "./ClauseText.tsx";
import { ClauseWords, FreeValues } from "./ClauseWords.tsx";
import { ControlPart } from "./ControlPart.tsx";
import { type Clause, clausesOf, type Version } from "./data.ts";
import { NormPart } from "./NormPart.tsx";
import { Problems } from "./Problems.tsx";
import { RemoveClause } from "./RemoveClause.tsx";

type Props = {
  readonly version: Version;
  readonly clause: Clause | undefined;
  readonly onClose: () => void;
  readonly onOpen: (number: string) => void;
};

/** The open clause: its words, what carries it out and with which parameters; all of it changeable in a draft. */
export function ClausePanel({ version, clause, onClose, onOpen }: Props) {
  const { t, pick } = useText();
  const { may } = useMe();
  const all = clausesOf(version);
  const at = clause ? all.indexOf(clause) : -1;
  const edits = version.state === "draft" && may("policy.edit");
  const step = (to: number, label: string, icon: React.ReactNode) => (
    <Button
      type="text"
      size="small"
      icon={icon}
      aria-label={label}
      disabled={!all[to]}
      onClick={() => all[to] && onOpen(all[to].number)}
    />
  );
  return (
    <SidePanel
      open={clause !== undefined}
      onClose={onClose}
      width={520}
      title={clause && `${clause.number} ${pick(clause.title)}`}
      extra={
        <>
          {step(at - 1, t("policies.previousClause"), <UpOutlined />)}
          {step(at + 1, t("policies.nextClause"), <DownOutlined />)}
        </>
      }
    >
      {clause && (
        <div className="clause-panel" key={`${version.id} ${clause.number}`}>
          {edits && version.kind === "company" ? (
            <ClauseWords version={version} clause={clause} />
          ) : (
            <p className="clause-words">
              <ClauseText clause={clause} />
            </p>
          )}
          {clause.problems.length > 0 && <Problems problems={clause.problems} />}
          {version.kind === "norm" ? (
            <NormPart version={version} clause={clause} edits={edits} />
          ) : (
            <>
              {clause.controls.length === 0 && <p className="clause-unbound">{t("policies.unbound")}</p>}
              {clause.controls.map((bound) => (
                <ControlPart key={bound.control} version={version} clause={clause} bound={bound} edits={edits} />
              ))}
              <FreeValues version={version} clause={clause} edits={edits} />
              {edits && <BindControl version={version} clause={clause} />}
            </>
          )}
          <div className="spread clause-foot">
            {version.state === "in_force" && version.kind === "company" && clause.controls.length > 0 && may("policy.compliance") ? (
              <Link to={"/compliance" as "/"} search={{ document: version.code, clause: clause.number }}>
                {t("policies.seeCompliance")}
              </Link>
            ) : (
              <span />
            )}
            {edits && version.kind === "company" && <RemoveClause version={version} clause={clause} onDone={onClose} />}
          </div>
        </div>
      )}
    </SidePanel>
  );
}
