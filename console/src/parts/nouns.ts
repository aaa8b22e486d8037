import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schema } from "../api.ts";
import { useText } from "../texts/index.ts";

export type NounDescription = Schema<"NounDescription">;
export type FieldDescription = NounDescription["fields"][number];

/** What the server says about a kind of record for this person: labels, choices, columns, filters, rights. */
export function useNoun(name: string) {
  return useQuery({
    queryKey: ["noun", name],
    queryFn: () => ask(api.GET("/api/v1/nouns/{name}", { params: { path: { name } } })),
    staleTime: 10 * 60_000,
  }).data;
}

/** The label of a choice of a field. */
export function useChoices(noun: string, key: string): (value: string | null | undefined) => string {
  const { pick } = useText();
  const choices = useNoun(noun)?.fields.find((field) => field.key === key)?.choices;
  return (value) => {
    const choice = choices?.find((one) => one.value === value);
    // Codes are not for people: nothing, until their names are here.
    return choice ? pick(choice.label) : choices ? (value ?? "") : "";
  };
}
