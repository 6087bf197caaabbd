export type Layout =
  /** The text is one segment. */
  | { readonly kind: 'whole' }
  /** Items `- …` at that indentation: the whole file, or (`nested`) what stands under a key of the file. */
  | { readonly kind: 'yaml-list'; readonly indent: number; readonly nested: boolean }
  /** The entries of a mapping that is the whole file. */
  | { readonly kind: 'yaml-map' }
  /** The members of an object, or the items of an array, each of which begins a line with `border`. */
  | { readonly kind: 'json'; readonly border: string };
