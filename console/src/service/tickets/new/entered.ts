import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ask } from "../../../api.ts";
import { type Kind, nobody } from "../data.ts";

/** What the registration form holds. */
export type Entered = {
  customerId?: string | undefined;
  unknown?: boolean;
  kind: Kind;
  categoryId?: string;
  subject?: string;
  content?: string;
  severity: string;
  urgency: string;
  promisedAt?: string;
  source: string;
};

export const newTicketOf = (entered: Entered, contactId: string | undefined) => ({
  customerId: entered.unknown ? null : (entered.customerId ?? null),
  kind: entered.kind,
  source: entered.source,
  severity: entered.severity,
  urgency: entered.urgency,
  subject: entered.subject?.trim() ?? "",
  content: entered.content?.trim() ?? "",
  ...(entered.categoryId && { categoryId: entered.categoryId }),
  ...(entered.promisedAt && { promisedAt: entered.promisedAt }),
  ...(contactId && { contactId }),
});

/** What a call, mail or message says already about the ticket that it becomes. */
export function useContactWords(id: string | undefined): Partial<Entered> | undefined {
  const { data } = useQuery({
    queryKey: ["contacts", id],
    queryFn: () => ask(api.GET("/api/v1/contacts/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
  });
  return useMemo(() => {
    if (!data) return undefined;
    const { channel, customerId, subject, content } = data;
    return {
      ...(channel && { source: channel }),
      ...(customerId && customerId !== nobody && { customerId }),
      ...(subject && { subject }),
      ...(content && { content }),
    };
  }, [data]);
}
