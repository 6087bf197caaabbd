/** The types that JSON-e distinguishes. */
export const Types = {
  string: 1,
  number: 2,
  boolean: 4,
  null: 8,
  array: 16,
  object: 32,
  function: 64,
} as const;

export type TypeName = keyof typeof Types;
