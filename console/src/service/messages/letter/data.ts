import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schema } from "../../../api.ts";

export type Letter = Schema<"TicketLetter">;
export type Place = { readonly ticketId: string; readonly letterId: string };

/** Which entries of a ticket came as letters with HTML. */
export const useLetters = (ticketId: string) =>
  useQuery({
    queryKey: ["tickets", ticketId, "letters"],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}/letters", { params: { path: { id: ticketId } } })),
    staleTime: 60_000,
  }).data?.items ?? none;
const none: never[] = [];

export const useLetter = ({ ticketId, letterId }: Place) =>
  useQuery({
    queryKey: ["letters", letterId],
    queryFn: () =>
      ask(api.GET("/api/v1/tickets/{id}/letters/{letterId}", { params: { path: { id: ticketId, letterId } } })),
    staleTime: 10 * 60_000,
  });

export const useContactLetter = (contactId: string, enabled: boolean) =>
  useQuery({
    queryKey: ["letters", "contact", contactId],
    queryFn: () => ask(api.GET("/api/v1/contacts/{id}/letter", { params: { path: { id: contactId } } })),
    staleTime: 10 * 60_000,
    enabled,
  }).data?.letter;

const mostBytes = 3_000_000;

/** Pictures that came with a letter as their bytes, by the names that its text has for them: its frame fetches nothing. */
export function usePictures(letter: Letter): ReadonlyMap<string, string> {
  const given = letter.pictures ?? none;
  const { data } = useQuery({
    queryKey: ["letters", letter.id, "pictures"],
    queryFn: async () => new Map(await Promise.all(given.slice(0, 20).map(bytesOf))),
    staleTime: Infinity,
    enabled: given.length > 0,
  });
  return data ?? nothing;
}
const nothing: ReadonlyMap<string, string> = new Map();

type Picture = NonNullable<Letter["pictures"]>[number];
async function bytesOf({ contentId, ticketId, attachmentId }: Picture): Promise<[string, string]> {
  const reply = await fetch(`/api/v1/tickets/${ticketId}/attachments/${attachmentId}/file`);
  const blob = await reply.blob();
  if (!reply.ok || blob.size > mostBytes) return [contentId, ""];
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve([contentId, String(reader.result)]));
    reader.addEventListener("error", () => resolve([contentId, ""]));
    reader.readAsDataURL(blob);
  });
}
