import {
  UploadOutlined,
  PlusOutlined,
  QuestionCircleOutlined,
  BgColorsOutlined,
  GlobalOutlined,
  UserOutlined,
  ApartmentOutlined,
} from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { Command } from "cmdk";
import { type ReactNode, useDeferredValue, useState } from "react";
import { api, ask } from "../api.ts";
import { GradeTag } from "../parts/GradeTag.tsx";
import { groupPhone } from "../parts/Masked.tsx";
import { PaletteTickets } from "../service/tickets/PaletteTickets.tsx";
import { useText } from "../texts/index.ts";
import { useMe } from "./me.ts";
import { preferences, usePreferences } from "./preferences.ts";
import type { Work } from "./work.tsx";

type Props = { open: boolean; onClose: () => void; onHelp: () => void; work: readonly Work[] };
type Action = { key: string; label: string; icon: ReactNode; run: () => void };

/** One field for everything: customers as people search them, pages, actions. */
export function Palette({ open, onClose, onHelp, work }: Props) {
  const { t } = useText();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      destroyOnHidden
      className="palette"
      title={null}
      style={{ top: 72 }}
      aria-label={t("frame.search")}
    >
      <Content onClose={onClose} onHelp={onHelp} work={work} />
    </Modal>
  );
}

function Content({ onClose, onHelp, work }: Omit<Props, "open">) {
  const { t } = useText();
  const { may } = useMe();
  const { dark, language } = usePreferences();
  const navigate = useNavigate();
  const [word, setWord] = useState("");
  const asked = useDeferredValue(word.trim());
  const search = useQuery({
    queryKey: ["customers", "palette", asked],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/customers", { params: { query: { q: asked, limit: 8 } }, signal })),
    enabled: asked.length > 0 && may("customers.read"),
    placeholderData: keepPreviousData,
  });
  const found = asked ? (search.data?.items ?? []) : [];
  const close = (act: () => void) => () => {
    onClose();
    act();
  };
  const go = (to: string) => close(() => void navigate({ to }));
  const fits = (label: string) => !asked || label.toLowerCase().includes(asked.toLowerCase());

  const actions: Action[] = [
    ...(may("customers.create")
      ? [{ key: "new", label: t("frame.newCustomer"), icon: <PlusOutlined />, run: go("/customers/new") }]
      : []),
    ...(may("service.tickets.create")
      ? [{ key: "ticket", label: t("tickets.new"), icon: <PlusOutlined />, run: go("/tickets/new") }]
      : []),
    ...(may("customers.import")
      ? [{ key: "import", label: t("frame.importCustomers"), icon: <UploadOutlined />, run: go("/imports") }]
      : []),
    {
      key: "theme",
      label: dark ? t("frame.toLight") : t("frame.toDark"),
      icon: <BgColorsOutlined />,
      run: close(() => preferences.change({ theme: dark ? "light" : "dark" })),
    },
    {
      key: "language",
      label: language === "zh" ? "Switch to English" : "切换为中文",
      icon: <GlobalOutlined />,
      run: close(() => preferences.change({ language: language === "zh" ? "en" : "zh" })),
    },
    { key: "help", label: t("frame.keyboard"), icon: <QuestionCircleOutlined />, run: close(onHelp) },
  ].filter((one) => fits(one.label));
  const pages = work.filter((one) => fits(t(one.label)));

  return (
    <Command label={t("frame.search")} shouldFilter={false} loop>
      <Command.Input autoFocus value={word} onValueChange={setWord} placeholder={t("frame.searchHint")} />
      <Command.List>
        {asked && !found.length && !actions.length && !pages.length && (
          <Command.Empty>
            {search.isFetching ? t("frame.searching") : t("frame.nothingFound", { word: asked })}
          </Command.Empty>
        )}
        {found.length > 0 && (
          <Command.Group heading={t("frame.found")}>
            {found.map((one) => (
              <Command.Item key={one.customerId} value={one.customerId!} onSelect={go(`/customers/${one.customerId}`)}>
                {one.kind === "organisation" ? <ApartmentOutlined /> : <UserOutlined />}
                <span className="palette-name">{one.name}</span>
                <span className="quiet">{one.phone ? groupPhone(one.phone) : one.memberNumber}</span>
                <span className="palette-end">{one.grade && <GradeTag grade={one.grade} />}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        <PaletteTickets asked={asked} go={go} />
        {pages.length > 0 && (
          <Command.Group heading={t("frame.pages")}>
            {pages.map((one) => (
              <Command.Item key={one.to} value={one.to} onSelect={go(one.to)}>
                {one.icon}
                <span>{t(one.label)}</span>
                <span className="palette-end">
                  <kbd>g</kbd> <kbd>{one.key}</kbd>
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {actions.length > 0 && (
          <Command.Group heading={t("frame.actions")}>
            {actions.map((one) => (
              <Command.Item key={one.key} value={one.key} onSelect={one.run}>
                {one.icon}
                <span>{one.label}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  );
}
