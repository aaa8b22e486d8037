import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";

export type Contact = Schema<"ServiceContact">;

const key = (id: string) => ["contacts", id] as const;

export const useContact = (id: string) =>
  useQuery({
    queryKey: key(id),
    queryFn: () => ask(api.GET("/api/v1/contacts/{id}", { params: { path: { id } } })),
  });

/** Customers who have the number of a contact that belongs to nobody yet. */
export const useMatches = (contact: Contact | undefined) =>
  useQuery({
    queryKey: [...key(contact?.id ?? ""), "matches"],
    queryFn: () => ask(api.GET("/api/v1/contacts/{id}/matches", { params: { path: { id: contact!.id! } } })),
    enabled: contact !== undefined && contact.identified === false,
  });

/** After something was done with a contact: itself, the lists, an agent's own calls, the customer's page. */
export async function contactChanged(contact?: Pick<Contact, "id" | "customerId">): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: contact?.id ? key(contact.id) : ["contacts"] }),
    queries.invalidateQueries({ queryKey: ["serviceContact"] }),
    queries.invalidateQueries({ queryKey: ["hotline", "mine"] }),
    ...(contact?.customerId ? [queries.invalidateQueries({ queryKey: ["customers", contact.customerId] })] : []),
  ]);
}

/** Shows a contact as a writing request answered it, and reads anew what else shows it. */
export function keepContact(contact: Contact): void {
  queries.setQueryData(key(contact.id!), contact);
  void contactChanged(contact);
}

/** Asks for the number of a contact in clear. */
export const revealOf = (id: string) => async (reason: string) => {
  const { value } = await ask(
    api.POST("/api/v1/contacts/{id}/reveals", { params: { path: { id } }, body: { field: "counterpart", reason } }),
  );
  return value ?? "";
};
