import { useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";

/** `noun.field` names, and names of a customer's own fields, as people say them. */
export function useFieldLabels(): (names: readonly string[]) => string {
  const { pick, language } = useText();
  const nouns = {
    customer: useNoun("customer"),
    contact: useNoun("contact"),
    address: useNoun("address"),
    identifier: useNoun("identifier"),
    keyPerson: useNoun("keyPerson"),
    service: useNoun("service"),
    consent: useNoun("consent"),
  };
  const label = (name: string) => {
    const [first = "", second] = name.split(".");
    const noun = nouns[(second ? first : "customer") as keyof typeof nouns];
    return pick(noun?.fields.find((field) => field.key === (second ?? first))?.label) || name;
  };
  return (names) => [...new Set(names.map(label))].join(language === "zh" ? "、" : ", ");
}
