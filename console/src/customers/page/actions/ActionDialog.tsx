import { Dialog, type DialogProps } from "../../../parts/Dialog.tsx";
import { customerChanged } from "../data.ts";

type Props<V extends object, R> = Omit<DialogProps<V, R>, "onSaved"> & { readonly id: string };

/** One thing done with a customer: the page is read anew beneath. */
export const ActionDialog = <V extends object, R = unknown>({ id, ...props }: Props<V, R>) => (
  <Dialog<V, R> width={460} {...props} onSaved={() => void customerChanged(id)} />
);
