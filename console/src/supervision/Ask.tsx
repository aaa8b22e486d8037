import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { queries } from "../api.ts";
import { Dialog } from "../parts/Dialog.tsx";

type Props<V> = {
  readonly label: string;
  readonly primary?: boolean;
  /** The inputs, as items of a form. */
  readonly children: ReactNode;
  readonly save: (values: V) => Promise<unknown>;
};

/** A button that asks for a few facts and saves them. */
export function Ask<V extends object>({ label, primary = false, children, save }: Props<V>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type={primary ? "primary" : "default"} size={primary ? "middle" : "small"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Dialog<V>
          title={label}
          act={save}
          onSaved={() => queries.invalidateQueries({ queryKey: ["supervision"] })}
          onClose={() => setOpen(false)}
        >
          {children}
        </Dialog>
      )}
    </>
  );
}
