import { Dialog, type DialogProps } from "../../../parts/Dialog.tsx";
import { customerChanged } from "../data.ts";

type Props<V extends object> = Omit<DialogProps<V>, "onSaved"> & { readonly id: string };

/** One thing done with a customer: the page is read anew beneath. */
export const ActionDialog = <V extends object>({ id, ...props }: Props<V>) => (
  <Dialog<V> width={460} {...props} onSaved={() => void customerChanged(id)} />
);
