// Parts of the `json-e` package that it has no declarations for, which tests compare with.

declare module 'json-e/src/builtins.js' {
  const addBuiltins: (context: Record<string, unknown>) => Record<string, unknown>;
  export default addBuiltins;
}

declare module 'json-e/src/from-now.js' {
  const fromNow: (offset: string, reference: string) => string;
  export default fromNow;
}
