import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api, ask } from "../../api.ts";
import { useText } from "../../texts/index.ts";
import { StateTag } from "./cells.tsx";

type Props = {
  readonly value?: string;
  readonly onChange?: (id: string) => void;
  readonly id?: string;
  /** This customer's only; those are offered before anything is typed. */
  readonly customerId?: string | undefined;
  readonly except: string;
  /** Only those that are not closed. */
  readonly openOnly?: boolean;
};

/** Finds a ticket by its number or by words of it. */
export function TicketPick({ value, onChange, id, customerId, except, openOnly = false }: Props) {
  const { t } = useText();
  const [word, setWord] = useState("");
  const asked = useDeferredValue(word.trim());
  const { data, isFetching } = useQuery({
    queryKey: ["ticket", "pick", asked, customerId, openOnly],
    queryFn: () =>
      ask(
        api.GET("/api/v1/tickets", {
          params: {
            query: {
              queue: "all",
              limit: 20,
              ...(asked && { q: asked }),
              ...(customerId && { customerId }),
              ...(openOnly && { state: "new,working,waiting,solved,reviewed,told" }),
            },
          },
        }),
      ),
    enabled: asked.length > 0 || customerId !== undefined,
  });
  return (
    <Select
      {...(id && { id })}
      autoFocus
      showSearch={{ filterOption: false, onSearch: setWord }}
      value={value}
      onChange={onChange}
      loading={isFetching}
      placeholder={t("tickets.searchHint")}
      aria-label={t("tickets.otherTicket")}
      style={{ width: "100%" }}
      notFoundContent={isFetching ? null : t("tickets.noSuch")}
      options={(data?.items ?? [])
        .filter((one) => one.id !== except)
        .map((one) => ({ value: one.id!, label: `${one.number} ${one.subject ?? ""}`, row: one }))}
      optionRender={(option) => (
        <span className="spread">
          <span className="glance-words">
            <span className="ticket-number">{option.data.row.number}</span> {option.data.row.subject}
          </span>
          <span className="row nowrap">
            {!customerId && <span className="quiet small">{option.data.row.customerName}</span>}
            <StateTag state={option.data.row.state} />
          </span>
        </span>
      )}
    />
  );
}
