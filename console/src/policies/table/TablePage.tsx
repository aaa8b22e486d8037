import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { clausesOf, firstVersion, useControls, usePolicy, useVersion } from "../data.ts";
import { TableEditor } from "./TableEditor.tsx";
import "../../grading/grading.css";
import "../policies.css";
import "./table.css";

/** The decision table of a clause on a page of its own. */
export function TablePage() {
  const { t } = useText();
  const { code } = useParams({ strict: false }) as { code: string };
  const [state] = useUrlState();
  const policy = usePolicy(code);
  const version = useVersion(state.version ?? (policy.data && firstVersion(policy.data)?.id));
  const controls = useControls();
  const clause = version.data && clausesOf(version.data).find((one) => one.number === state.clause);
  const bound = clause?.controls.find((one) => one.control === state.control);
  const control = bound && controls?.get(bound.control);
  if (version.error ?? policy.error)
    return (
      <div className="page">
        <ProblemNote problem={version.error ?? policy.error} />
      </div>
    );
  if (!version.data || !controls) return <Waiting lines={8} />;
  return (
    <div className="page table-page">
      <Link
        to={`/policies/${code}` as "/"}
        search={{ version: version.data.id, clause: state.clause }}
        className="back no-print"
      >
        <ArrowLeftOutlined /> {t("policies.tableBack")}
      </Link>
      {clause && bound?.table && control ? (
        <TableEditor
          key={`${version.data.id} ${clause.number} ${bound.control}`}
          version={version.data}
          clause={clause}
          bound={bound}
          table={bound.table}
          control={control}
        />
      ) : (
        <p className="quiet">{t("policies.noMatch")}</p>
      )}
    </div>
  );
}
