import { Dialog, type DialogProps } from "../../parts/Dialog.tsx";
import { useText } from "../../texts/index.ts";
import { improvementsChanged } from "./data.ts";

/** Asks for a few facts of an improvement and saves them. */
export function Ask<V extends object>(props: Omit<DialogProps<V>, "onSaved" | "done">) {
  const { t } = useText();
  return <Dialog<V> width={520} {...props} done={t("improvements.saved")} onSaved={improvementsChanged} />;
}
