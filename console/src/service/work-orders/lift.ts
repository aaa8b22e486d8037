import { type KeyboardEvent, useState } from "react";

export type Cell = { readonly row: number; readonly column: number };
export type Lifted = Cell & { readonly id: string };

type Options = {
  readonly rows: number;
  readonly columns: number;
  readonly drop: (id: string, cell: Cell) => void;
};

/** Moving a card by keyboard: Space picks it up, arrows choose a cell, Enter drops it there, Escape puts it back. */
export function useLift({ rows, columns, drop }: Options) {
  const [lifted, setLifted] = useState<Lifted>();
  const onKeyDown = (id: string, at: Cell) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    if (!lifted) {
      if (event.key !== " ") return;
      event.preventDefault();
      setLifted({ id, ...within(at, rows, columns) });
      return;
    }
    const step = steps[event.key];
    if (step)
      setLifted({
        ...lifted,
        ...within({ row: lifted.row + step[0], column: lifted.column + step[1] }, rows, columns),
      });
    else if (event.key === "Enter" || event.key === " ") {
      setLifted(undefined);
      drop(lifted.id, lifted);
    } else if (event.key === "Escape") setLifted(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { lifted, onKeyDown, putBack: () => setLifted(undefined) };
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A cell that is there. */
export const within = ({ row, column }: Cell, rows: number, columns: number): Cell => ({
  row: Math.min(Math.max(0, row), rows - 1),
  column: Math.min(Math.max(0, column), columns - 1),
});
