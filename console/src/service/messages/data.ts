import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";

export type Message = Schema<"Message">;
export type Template = Schema<"MessageTemplate">;
export type MailStatus = Schema<"MailStatus">;
export type ReceivedMail = Schema<"ReceivedMail">;
export type Shown = "all" | "held" | "problem";

export const useMessage = (id: string) =>
  useQuery({
    queryKey: ["messages", id],
    queryFn: () => ask(api.GET("/api/v1/messages/{id}", { params: { path: { id } } })),
  });

export const messagesChanged = () =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["message"] }),
    queries.invalidateQueries({ queryKey: ["messages"] }),
    queries.invalidateQueries({ queryKey: ["mail"] }),
  ]);

export const retry = (ids: readonly string[]) => ask(api.POST("/api/v1/messages/retries", { body: { ids: [...ids] } }));
export const cancel = (ids: readonly string[]) =>
  ask(api.POST("/api/v1/messages/cancellations", { body: { ids: [...ids] } }));

export const useTemplates = () =>
  useQuery({
    queryKey: ["message-templates"],
    queryFn: async () => (await ask(api.GET("/api/v1/message-templates"))).items,
  });

/** Shows a template as a writing request answered it. */
export const keepTemplate = (template: Template) =>
  queries.setQueryData<Template[]>(["message-templates"], (before) =>
    before?.map((one) => (one.key === template.key ? template : one)),
  );

export const useMailStatus = () =>
  useQuery({
    queryKey: ["mail", "status"],
    queryFn: () => ask(api.GET("/api/v1/mail-status")),
    refetchInterval: 30_000,
  });

export const useReceived = (state: Shown) =>
  useInfiniteQuery({
    queryKey: ["mail", "received", state],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/received-mails", {
          params: { query: { state, limit: 30, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
