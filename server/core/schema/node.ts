/** A node of a JSON schema file, with the parts that messages, hover and completion use. */
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
  /** Only the service sets it, so there is no point in writing it. */
  readonly readOnly?: boolean;
  /** Markdown: the meaning and the limits of the value. */
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  /** Markdown for the values of `enum`, in the same order. */
  readonly enumDescriptions?: readonly string[];
  /** Completes "must be …", as a description of `pattern`, `format`, `anyOf` or `minLength`. */
  readonly words?: string;
  /** The unit of a number. */
  readonly unit?: string;
  /** The name of such a value, with its article: "a task", "a route". */
  readonly called?: string;
  /** Keys that do not exist here, with a sentence about each. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Keys that used to be allowed and that nothing reads any more, with a sentence about each. */
  readonly removed?: Readonly<Record<string, string>>;
  /** Keys with another name here, with that name. */
  readonly renamed?: Readonly<Record<string, { readonly to: string; readonly message: string }>>;
  /** Values that used to be allowed, with their replacements. */
  readonly former?: Readonly<Record<string, { readonly to: string; readonly message: string }>>;
  /** Whether a number, boolean or date may be valid in quotes, as far as other keywords allow it. True if absent. */
  readonly quotable?: boolean;
  /** What to insert if the value is missing. */
  readonly starter?: unknown;
  /**
   * Keys of a mapping, or values of `enum`, in the order in which completion offers them: by how many of 540 files from public
   * repositories have them. The others follow as the schema lists them.
   */
  readonly byUse?: readonly string[];
  /** Keys that the service fills in, although what it sends must have them or may have them. */
  readonly filledIn?: readonly string[];
  /** The page about it, below https://docs.taskcluster.net/docs/reference/. */
  readonly docs?: string;
  /** A schema file that describes the value further without being enforced: a task template is like a task. */
  readonly like?: string;
}
