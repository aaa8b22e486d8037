import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";

export type ArticleLine = Schema<"ArticleLine">;
export type Article = Schema<"Article">;
export type Edition = Schema<"ArticleEdition">;
export type SavedReply = Schema<"SavedReply">;

export const articleStates = ["published", "draft", "withdrawn", "all"] as const;
export type ArticleState = (typeof articleStates)[number];

export type Looked = { q?: string; category?: string; state?: ArticleState; reviewBy?: string };

/** Articles that were looked for, the best first; without words the last changed first. */
export const useArticles = (looked: Looked) =>
  useInfiniteQuery({
    queryKey: ["knowledge", "articles", looked],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/articles", {
          params: { query: { limit: 30, ...looked, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

export const useArticle = (id: string | undefined) =>
  useQuery({
    queryKey: ["knowledge", "article", id],
    queryFn: () => ask(api.GET("/api/v1/articles/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
  });

export const useCategories = () =>
  useQuery({
    queryKey: ["knowledge", "categories"],
    queryFn: () => ask(api.GET("/api/v1/article-categories")),
    staleTime: 60_000,
  }).data?.items ?? [];

export const useVariables = () =>
  useQuery({
    queryKey: ["knowledge", "variables"],
    queryFn: () => ask(api.GET("/api/v1/knowledge/variables")),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.items ?? [];

export const useReplies = (q: string) =>
  useInfiniteQuery({
    queryKey: ["knowledge", "replies", q],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/saved-replies", {
          params: { query: { limit: 30, ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

/** After something was written, published or said about the knowledge base. */
export const knowledgeChanged = (): Promise<void> => queries.invalidateQueries({ queryKey: ["knowledge"] });

/** Puts an article that the server sent where its readers look. */
export const keepArticle = (article: Article): void => {
  queries.setQueryData(["knowledge", "article", article.id], article);
  void knowledgeChanged();
};

/** What an answer is used for. */
export type UsedFor = { ticketId?: string; contactId?: string; customerId?: string };
export type Answer = Schema<"KnowledgeAnswer">;
