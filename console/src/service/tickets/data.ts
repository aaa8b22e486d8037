import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { createElement } from "react";
import { api, ask, Problem, queries, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useText } from "../../texts/index.ts";

export type Ticket = Schema<"TicketPage">;
export type TicketRow = Schema<"TicketInList">;
export type Promised = Schema<"Obligation">;
export type Entry = Schema<"TicketEntry">;
export type Category = Schema<"TicketCategory">;
export type Colleague = Schema<"StaffProfile">;
export type Kind = "enquiry" | "complaint" | "suggestion" | "fault";
export const kinds: readonly Kind[] = ["enquiry", "complaint", "suggestion", "fault"];

/** Tickets of nobody known stand under this customer. */
export const nobody = "00000000-0000-0000-0000-000000000000";

const at = (id: string) => ({ params: { path: { id } } });

export const useTicket = (id: string) =>
  useQuery({ queryKey: ["tickets", id], queryFn: () => ask(api.GET("/api/v1/tickets/{id}", at(id))) });

export const usePromises = (id: string) =>
  useQuery({
    queryKey: ["tickets", id, "promises"],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}/promises", at(id))),
  });

export const useAttachments = (id: string) =>
  useQuery({
    queryKey: ["tickets", id, "attachments"],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}/attachments", at(id))),
  }).data?.items ?? [];

/** What tickets can be about. */
export function useCategories() {
  return useSorting()?.items ?? none;
}

/** What the policy asks when complaints are sorted: a category, a reason to change it, a definition of a new one. */
export function useSortingRules() {
  return useSorting()?.complaints;
}

const useSorting = () =>
  useQuery({
    queryKey: ["ticket-categories"],
    queryFn: () => ask(api.GET("/api/v1/ticket-categories")),
    staleTime: 5 * 60_000,
  }).data;
const none: never[] = [];

/** Who works on tickets, what each has in hand, and what the departments are called. */
export function useColleagues(enabled = true) {
  const { language } = useText();
  const { data } = useQuery({
    queryKey: ["ticket-staff"],
    queryFn: () => ask(api.GET("/api/v1/ticket-staff")),
    staleTime: 30_000,
    enabled,
  });
  const departments = data?.departments ?? none;
  const called = (one: { name: string; nameEn: string | null }) => (language === "en" && one.nameEn) || one.name;
  return {
    people: data?.items ?? none,
    departments,
    departmentOf: (idOrCode: string | null | undefined): string => {
      const found = departments.find((one) => one.id === idOrCode || one.code === idOrCode);
      return found ? called(found) : "";
    },
    called,
  };
}

/** Words in a row, as the language separates them; what is empty is left out. */
export function useListed(): (words: readonly (string | null | undefined)[]) => string {
  const { language } = useText();
  return (words) => words.filter(Boolean).join(language === "zh" ? "、" : ", ");
}

/** After something was done with a ticket: its page, the lists, the board, what was promised to the customer. */
export async function ticketChanged(...ids: string[]): Promise<void> {
  await Promise.all([
    ...ids.map((id) => queries.invalidateQueries({ queryKey: ["tickets", id] })),
    queries.invalidateQueries({ queryKey: ["ticket"] }),
    queries.invalidateQueries({ queryKey: ["ticket-board"] }),
    queries.invalidateQueries({ queryKey: ["ticket-staff"] }),
    queries.invalidateQueries({ queryKey: ["obligations"] }),
    queries.invalidateQueries({ queryKey: ["customers"] }),
  ]);
}

/** Keeps what the server answered and reads anew what hangs on it. */
export function keepTicket(ticket: Ticket): void {
  queries.setQueryData(["tickets", ticket.id!], ticket);
  void ticketChanged(ticket.id!);
}

export const isArchived = (ticket: { state?: string | undefined }): boolean =>
  ticket.state === "closed" || ticket.state === "merged";

/** Whether this person may work on this ticket now. */
export function useWorks(ticket: { state?: string | undefined }): boolean {
  const { may } = useMe();
  return may("service.tickets.work") && !isArchived(ticket);
}

export type Facts = { [K in "kind" | "categoryId" | "severity" | "urgency" | "subject" | "content"]?: string | null };

/** Saves facts of the version that was seen; another fact that a colleague changed meanwhile is no conflict. */
export function useSaveFacts(ticket: Ticket) {
  const { t } = useText();
  const { message } = App.useApp();
  const id = ticket.id!;
  const patch = (facts: Facts, version: number, reason?: string) =>
    ask(
      api.PATCH("/api/v1/tickets/{id}", {
        ...at(id),
        body: { version, facts: facts as never, ...(reason && { reason }) },
      }),
    );
  return useMutation({
    mutationFn: async ({ facts, reason }: { facts: Facts; label: string; silent?: boolean; reason?: string }) => {
      try {
        return await patch(facts, ticket.version!, reason);
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.body.code !== "service.changed") throw problem;
        const latest = await ask(api.GET("/api/v1/tickets/{id}", at(id)));
        queries.setQueryData(["tickets", id], latest);
        const clash = Object.keys(facts).some((key) => latest[key as keyof Ticket] !== ticket[key as keyof Ticket]);
        if (clash) throw problem;
        return patch(facts, latest.version!, reason);
      }
    },
    onSuccess: (saved, { facts, label, silent, reason }) => {
      keepTicket(saved);
      if (silent) return;
      const before = Object.fromEntries(Object.keys(facts).map((key) => [key, ticket[key as keyof Ticket] ?? null]));
      const undo = () => {
        message.destroy("saved");
        void patch(before, saved.version!, reason && t("tickets.resortUndone"))
          .then(keepTicket)
          .catch((problem: Error) => message.error(problem.message));
      };
      void message.success({
        key: "saved",
        content: createElement(
          "span",
          null,
          t("tickets.saved", { name: label }),
          " ",
          createElement(Button, { type: "link", size: "small", onClick: undo }, t("parts.undo")),
        ),
        duration: 6,
      });
    },
  });
}
