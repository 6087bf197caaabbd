/** What a value of a JSON schema file says, as far as messages, hover and completion use it. */
export interface JsonSchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchemaNode>>;
  readonly additionalProperties?: boolean | JsonSchemaNode;
  /** What the names of the keys must be. */
  readonly propertyNames?: JsonSchemaNode;
  readonly required?: readonly string[];
  readonly items?: JsonSchemaNode;
  readonly allOf?: readonly JsonSchemaNode[];
  readonly anyOf?: readonly JsonSchemaNode[];
  readonly if?: JsonSchemaNode;
  readonly then?: JsonSchemaNode;
  readonly definitions?: Readonly<Record<string, JsonSchemaNode>>;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly title?: string;
  /** Only the service says it: there is no point in writing it. */
  readonly readOnly?: boolean;
  /** Markdown: what the value does and what limits it has. */
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  /** Markdown for the values of `enum`, in the same order. */
  readonly enumDescriptions?: readonly string[];
  /** Completes "must be …" where `pattern`, `format`, `anyOf` or `minLength` say it in code. */
  readonly words?: string;
  /** What a number counts. */
  readonly unit?: string;
  /** What one such value is called, with its article: "a task", "a route". */
  readonly called?: string;
  /** Keys that are not known here, with a sentence about each. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Values that were allowed once, by what replaced them. */
  readonly former?: Readonly<Record<string, { readonly to: string; readonly message: string }>>;
  /** What to put in where the value is missing. */
  readonly starter?: unknown;
  /** Keys that a mapping usually has although it may have any. */
  readonly usualKeys?: readonly string[];
  /** The schema file that describes the value further without judging it: a template of a task is like a task. */
  readonly like?: string;
}
