import { CalendarOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Input, Modal, Space } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";

const key = ["workOrders", "feed"];

/** One's visits in the calendar of one's phone: makes the address, shows it once, takes it back. */
export function Feed() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<CalendarOutlined />} onClick={() => setOpen(true)}>
        {t("workOrders.feed")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("workOrders.feed")}
        footer={null}
        width={520}
        destroyOnHidden
      >
        <FeedPart />
      </Modal>
    </>
  );
}

export function FeedPart() {
  const { t } = useText();
  const { message } = App.useApp();
  const [path, setPath] = useState<string>();
  const feed = useQuery({ queryKey: key, queryFn: () => ask(api.GET("/api/v1/me/work-calendar")) });
  const make = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/me/work-calendar")),
    onSuccess: (made) => {
      setPath(made.path);
      void queries.invalidateQueries({ queryKey: key });
    },
  });
  const revoke = useMutation({
    mutationFn: () => ask(api.DELETE("/api/v1/me/work-calendar")),
    onSuccess: () => {
      setPath(undefined);
      void message.success(t("workOrders.feedRevoked"));
      void queries.invalidateQueries({ queryKey: key });
    },
  });
  const address = path && `${window.location.origin}${path}`;
  return (
    <div className="stack">
      <p className="quiet">{t("workOrders.feedLead")}</p>
      {feed.data?.madeAt && (
        <p>
          {t("workOrders.feedMadeAt")} <When at={feed.data.madeAt} /> · {t("workOrders.feedReadAt")}{" "}
          {feed.data.readAt ? <When at={feed.data.readAt} /> : t("workOrders.feedNever")}
        </p>
      )}
      {address && (
        <>
          <Space.Compact block>
            <Input readOnly value={address} aria-label={t("workOrders.feed")} />
            <Button
              onClick={() =>
                void navigator.clipboard?.writeText(address).then(() => message.success(t("workOrders.feedCopied")))
              }
            >
              {t("workOrders.feedCopy")}
            </Button>
          </Space.Compact>
          <p className="quiet small">{t("workOrders.feedOnce")}</p>
        </>
      )}
      <div className="row">
        <Button type={feed.data?.madeAt ? "default" : "primary"} loading={make.isPending} onClick={() => make.mutate()}>
          {t(feed.data?.madeAt ? "workOrders.feedAnew" : "workOrders.feedMake")}
        </Button>
        {feed.data?.madeAt && (
          <Button danger loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t("workOrders.feedRevoke")}
          </Button>
        )}
      </div>
      <ProblemNote problem={feed.error ?? make.error ?? revoke.error} />
    </div>
  );
}
