import { EditOutlined, EyeOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, ask, queries, send } from "../api.ts";
import { useText } from "../texts/index.ts";
import "./presence.css";
import { useLive } from "./useLive.ts";

const renewMs = 20_000;

type Props = {
  /** Prefix of the subject's live topic, e.g. `ticket`. */
  readonly subjectType: string;
  readonly subjectId: string;
  /** The person at this screen is writing there. */
  readonly typing?: boolean;
};

/** Says that somebody looks at this, and shows who else looks or writes, so that two do not answer one customer. */
export function Presence({ subjectType, subjectId, typing = false }: Props) {
  const { t, language } = useText();
  const doing = typing ? "typing" : "looking";
  const key = ["presence", subjectType, subjectId];
  const present = useQuery({
    queryKey: [...key, doing],
    queryFn: () => ask(api.POST("/api/v1/presence", { body: { subjectType, subjectId, doing } })),
    refetchInterval: renewMs,
    placeholderData: (before) => before,
    staleTime: 0,
    retry: false,
  });
  useLive(`${subjectType}:${subjectId}`, ({ type }) => {
    if (type === "presence" || type === "resync") void queries.invalidateQueries({ queryKey: key });
  });
  useEffect(() => {
    const leave = () =>
      void send("POST", "/api/v1/presence", { subjectType, subjectId, doing: "gone" }).catch(() => {});
    return leave;
  }, [subjectType, subjectId]);

  const names = (what: string) =>
    (present.data?.others ?? [])
      .filter((one) => one.doing === what)
      .map((one) => one.name)
      .join(language === "zh" ? "、" : ", ");
  const [writing, looking] = [names("typing"), names("looking")];
  return (
    <span className="presence" role="status">
      {writing && (
        <span className="presence-typing">
          <EditOutlined aria-hidden /> {t("live.typing", { names: writing })}
        </span>
      )}
      {looking && (
        <span>
          <EyeOutlined aria-hidden /> {t("live.looking", { names: looking })}
        </span>
      )}
    </span>
  );
}
