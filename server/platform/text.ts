/** A text for people, in both languages of the product. */
export type Text = { readonly zh: string; readonly en: string };

export type Language = keyof Text;

/** Fills `{name}` places of a text; an unknown name stays visible, so that a missing value is seen. */
export const fill = (text: string, values: Record<string, unknown>): string =>
  text.replace(/\{([\w.]+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
