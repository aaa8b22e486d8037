import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema, send } from "../../api.ts";

export type Chat = Schema<"Chat">;
export type Message = Schema<"ChatMessage">;
export type ChatAgent = Schema<"ChatAgent">;

/** Chats of nobody known stand under this customer. */
const nobody = "00000000-0000-0000-0000-000000000000";
export const isKnown = (chat: Pick<Chat, "customerId">): boolean =>
  Boolean(chat.customerId) && chat.customerId !== nobody;

const list = (which: "waiting" | "mine" | "active") => ({
  queryKey: ["chats", "list", which] as const,
  queryFn: () => ask(api.GET("/api/v1/chats", { params: { query: { which, limit: 200 } } })),
  refetchInterval: 60_000,
});
const none: Chat[] = [];

export const useQueue = (enabled = true) => useQuery({ ...list("waiting"), enabled }).data?.items ?? none;
export const useMine = (enabled = true) => useQuery({ ...list("mine"), enabled }).data?.items ?? none;
export const useActive = (enabled = true) => useQuery({ ...list("active"), enabled }).data?.items ?? none;

export const useEnded = (staffId: string | undefined) =>
  useInfiniteQuery({
    queryKey: ["chats", "ended", staffId],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/chats", {
          params: {
            query: { which: "closed", limit: 30, ...(staffId && { staffId }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

export const useAgents = (enabled = true) =>
  useQuery({
    queryKey: ["chat-agents"],
    queryFn: () => ask(api.GET("/api/v1/chat-agents")),
    refetchInterval: 60_000,
    enabled,
  }).data;

export const useChat = (id: string) =>
  useQuery({
    queryKey: ["chats", "one", id],
    queryFn: () => ask(api.GET("/api/v1/chats/{id}", { params: { path: { id } } })),
  });

const messagesKey = (id: string) => ["chats", "messages", id] as const;

/** All that was said; asked again, only what came after the last is read. */
export const useMessages = (id: string) =>
  useQuery({
    queryKey: messagesKey(id),
    queryFn: async () => {
      const rows = [...(queries.getQueryData<Message[]>(messagesKey(id)) ?? [])];
      for (;;) {
        const { items } = await ask(
          api.GET("/api/v1/chats/{id}/messages", {
            params: { path: { id }, query: { after: rows.at(-1)?.number ?? 0 } },
          }),
        );
        rows.push(...items);
        if (items.length < 200) return rows;
      }
    },
    staleTime: 0,
  });

export const messagesChanged = (id: string) => queries.invalidateQueries({ queryKey: messagesKey(id) });
export const chatChanged = (id: string) => queries.invalidateQueries({ queryKey: ["chats", "one", id] });

let soon: ReturnType<typeof setTimeout> | undefined;
/** The queue moves many times a second on a busy day: it is read anew a few times a second at most. */
export function queueChanged(): void {
  soon ??= setTimeout(() => {
    soon = undefined;
    void queries.invalidateQueries({ queryKey: ["chats", "list"] });
    void queries.invalidateQueries({ queryKey: ["chat-agents"] });
  }, 300);
}

/** Something is done to a chat, which answers how it stands then. */
export function useDo<Body extends object>(
  id: string,
  verb: "taking" | "handover" | "closure" | "customer",
  done: (chat: Chat) => void = () => {},
) {
  return useMutation({
    mutationFn: (body: Body) => send<Chat>("POST", `/api/v1/chats/${id}/${verb}`, body),
    onSuccess: async (chat) => {
      queueChanged();
      await Promise.all([
        chatChanged(id),
        messagesChanged(id),
        queries.invalidateQueries({ queryKey: ["chats", "ended"] }),
      ]);
      done(chat);
    },
    onError: () => queueChanged(),
  });
}

export const fileOf = (chatId: string, message: Message): string => `/api/v1/chats/${chatId}/files/${message.id}`;
