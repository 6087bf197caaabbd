/** The inner modules of the `json-e` package, as far as they are used: it has no types for them. */
declare module 'json-e/src/tokenizer.js' {
  export default class Tokenizer {
    constructor(options: {
      ignore: string;
      patterns: Readonly<Record<string, string>>;
      tokens: readonly string[];
    });
  }
}

declare module 'json-e/src/parser.js' {
  import type Tokenizer from 'json-e/src/tokenizer.js';

  const module: {
    Parser: new (
      tokenizer: Tokenizer,
      source: string,
      offset?: number,
    ) => {
      /** The token that is looked at next: none at the end of the source. */
      current_token: { kind: string; value: string; start: number; end: number } | null | undefined;
      parse(): unknown;
    };
  };
  export default module;
}

declare module 'json-e/src/builtins.js' {
  /** Adds the functions of JSON-e to a context. */
  export default function addBuiltins(context: object): Record<string, (...args: unknown[]) => unknown>;
}

declare module 'json-e/src/from-now.js' {
  /** The time that lies a time span behind `reference`. Throws if it cannot read the time span. */
  export default function fromNow(timeSpan: string, reference: string): string;
}
