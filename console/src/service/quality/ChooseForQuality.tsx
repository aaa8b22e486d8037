import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Dropdown } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useText } from "../../texts/index.ts";
import { checkChanged, useSheets } from "./data.ts";

/** On a handled contact or ticket: chooses it for a check by hand. */
export function ChooseForQuality({ subjectType, subjectId }: { subjectType: "contact" | "ticket"; subjectId: string }) {
  const { t, pick } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const sheets = useSheets().data?.items ?? [];
  const choose = useMutation({
    mutationFn: (sheetId: string) =>
      ask(api.POST("/api/v1/quality-checks", { body: { subjectType, subjectId, sheetId } })),
    onSuccess: (check) => {
      void message.success(t("quality.chosen"));
      checkChanged(check);
      void navigate({ to: `/quality/${check.id}` as "/" });
    },
    onError: (problem) => void message.error(problem.message, 6),
  });
  if (!may("service.quality.score")) return null;
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: sheets.map((sheet) => ({ key: sheet.id, label: pick(sheet.title) })),
        onClick: ({ key }) => choose.mutate(key),
      }}
    >
      <Button size="small" loading={choose.isPending}>
        {t("quality.choose")}
      </Button>
    </Dropdown>
  );
}
