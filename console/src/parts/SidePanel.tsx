import { Drawer } from "antd";
import { type ReactNode, useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 767px)");

/** True on a phone's width. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      narrow.addEventListener("change", listener);
      return () => narrow.removeEventListener("change", listener);
    },
    () => narrow.matches,
  );

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  extra?: ReactNode;
  width?: number;
  children: ReactNode;
  footer?: ReactNode;
};

/** A drawer at the right; on a phone it fills the screen. The page behind stays usable. */
export function SidePanel({ open, onClose, title, extra, width = 480, children, footer }: Props) {
  const full = useNarrow();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      extra={extra}
      size={full ? "100%" : width}
      mask={false}
      footer={footer}
      destroyOnHidden
    >
      {children}
    </Drawer>
  );
}
