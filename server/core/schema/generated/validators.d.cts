// The types of validators.cjs, which the build generates from schemas/*.json (scripts/lib/validators.mjs).

interface Validator {
  (value: unknown): boolean;
  errors?: readonly validators.AjvError[] | null;
}

declare const validators: Readonly<Record<string, Validator>>;

declare namespace validators {
  /** An error of ajv at one place. */
  interface AjvError {
    readonly instancePath: string;
    readonly schemaPath: string;
    readonly keyword: string;
    readonly params: Readonly<Record<string, unknown>>;
  }
}

export = validators;
