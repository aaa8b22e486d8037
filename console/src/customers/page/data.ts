import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { createElement } from "react";
import { api, ask, Problem, queries, type Schema } from "../../api.ts";
import { useText } from "../../texts/index.ts";

export type Customer = Schema<"Customer">;

const key = (id: string) => ["customers", id] as const;

/** One customer; a colleague's edit appears within a quarter of a minute. */
export const useCustomer = (id: string) =>
  useQuery({
    queryKey: key(id),
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id } } })),
    refetchInterval: 15_000,
  });

/** Whether anything may still be entered for a customer: not where the file was closed, merged or erased. */
export const isOpen = (customer: Customer | undefined): boolean =>
  customer?.state === "active" || customer?.state === "idle";

/** After something was done with a customer: all of its page, and the lists. */
export async function customerChanged(id: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: key(id) }),
    queries.invalidateQueries({ queryKey: ["customer"] }),
  ]);
}

const sameValue = (a: Customer, b: Customer, field: string): boolean => {
  const text = (one: Customer) => JSON.stringify((one as Record<string, unknown>)[field] ?? null);
  return text(a) === text(b);
};

/** Saves one field; says so with a way back, and tells when a colleague was quicker. */
export function useSaveField(customer: Customer) {
  const { t } = useText();
  const { message } = App.useApp();
  const id = customer.customerId!;
  const patch = (field: string, value: unknown, version: number) =>
    ask(
      api.PATCH("/api/v1/customers/{id}", {
        params: { path: { id } },
        body: { version, facts: { [field]: value } } as never,
      }),
    );
  return useMutation({
    mutationFn: async ({ field, value }: { field: string; label: string; value: unknown }) => {
      try {
        return await patch(field, value, customer.version!);
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.body.code !== "customers.changed") throw problem;
        // A colleague was quicker. Another fact is no conflict; with this one the person decides.
        const latest = await ask(api.GET("/api/v1/customers/{id}", { params: { path: { id } } }));
        queries.setQueryData(key(id), latest);
        if (!sameValue(latest, customer, field)) throw problem;
        return patch(field, value, latest.version!);
      }
    },
    onSuccess: (saved, { field, label }) => {
      const before = (customer as Record<string, unknown>)[field] ?? null;
      queries.setQueryData(key(id), saved);
      void customerChanged(id);
      const undo = () => {
        message.destroy("saved");
        void patch(field, before, saved.version!)
          .then(() => customerChanged(id))
          .catch((problem: Error) => message.error(problem.message));
      };
      const content = createElement(
        "span",
        null,
        t("customers.savedField", { name: label }),
        " ",
        createElement(Button, { type: "link", size: "small", onClick: undo }, t("parts.undo")),
      );
      void message.success({ key: "saved", content, duration: 6 });
    },
  });
}

/** Asks for one masked value in clear. */
export const revealOf = (customerId: string, noun: string, field: string, id?: string) => async (reason: string) => {
  const { value } = await ask(
    api.POST("/api/v1/customers/{id}/reveals", {
      params: { path: { id: customerId } },
      body: { noun, field, reason, ...(id && { id }) },
    }),
  );
  void queries.invalidateQueries({ queryKey: [...key(customerId), "events"] });
  return value ?? "";
};
