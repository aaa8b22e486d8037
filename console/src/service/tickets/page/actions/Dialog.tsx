import { Dialog as Asking, type DialogProps } from "../../../../parts/Dialog.tsx";
import { keepTicket, type Ticket } from "../../data.ts";

/** One thing done with a ticket: its page shows what the server answered. */
export const Dialog = <V extends object>(props: Omit<DialogProps<V, Ticket>, "onSaved">) => (
  <Asking<V, Ticket> {...props} onSaved={keepTicket} />
);
