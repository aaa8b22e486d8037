import { ScheduleOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { useText } from "../../texts/index.ts";
import { rotaChanged } from "./data.ts";

/** Before the first shift: three of them at one click. */
export function NoShifts() {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const make = useMutation({
    mutationFn: async () => {
      const three = [
        { name: t("rota.sampleMorning"), starts: "08:00", ends: "16:00" },
        { name: t("rota.sampleEvening"), starts: "16:00", ends: "00:00" },
        { name: t("rota.sampleNight"), starts: "00:00", ends: "08:00" },
      ];
      for (const [position, shift] of three.entries())
        await ask(api.POST("/api/v1/rota/shifts", { body: { ...shift, needed: 1, position } }));
    },
    onSettled: () => void rotaChanged(),
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <Empty
      icon={<ScheduleOutlined />}
      title={t("rota.shiftsNone")}
      lead={may("service.rota.manage") ? t("rota.shiftsNoneLead") : t("rota.askManager")}
    >
      {may("service.rota.manage") && (
        <Button type="primary" onClick={() => make.mutate()} loading={make.isPending}>
          {t("rota.shiftsSample")}
        </Button>
      )}
    </Empty>
  );
}
