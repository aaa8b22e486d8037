export type Column = {
  readonly header: string;
  /** Its part of the width, against the others. */
  readonly share: number;
  readonly align?: "left" | "right";
};

export type Block =
  | { readonly kind: "heading" | "text"; readonly text: string }
  /** Figures that stand out, in a row. */
  | { readonly kind: "figures"; readonly items: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly kind: "table";
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** Rows that sum others up, by their places. */
      readonly strong?: readonly number[];
    }
  /** Lines to sign on: what stands before each. They are never parted from each other by a page. */
  | { readonly kind: "signatures"; readonly labels: readonly string[] };

export type Paper = {
  readonly title: string;
  readonly subtitle?: string;
  /** Stands at the foot of each page, left of its number. */
  readonly foot: string;
  /** How a page is numbered. */
  readonly number: (page: number, pages: number) => string;
  readonly at: Date;
  readonly blocks: readonly Block[];
};
