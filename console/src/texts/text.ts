/** A text in both languages, as the server sends it and as the screens declare theirs. */
export type Text = { readonly zh: string; readonly en: string };
export type Texts = Readonly<Record<string, Text>>;
