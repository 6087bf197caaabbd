import type { AjvError } from './check.js';
import type { SchemaName } from './names.js';
import type { JsonSchemaNode } from './node.js';
import type { Path } from './schemas.js';

/** How to fix a value if there is an obvious answer. */
export type Repair =
  | { readonly kind: 'rename-key'; readonly to: string }
  /** `isGone`: it has no effect any more, so its mapping may become empty. */
  | { readonly kind: 'remove-key'; readonly isGone?: true }
  | { readonly kind: 'replace-value'; readonly value: unknown }
  | { readonly kind: 'add-key'; readonly value: unknown }
  /** Of a list that already has the same. */
  | { readonly kind: 'remove-item' };

/** One violation of a schema, with a message. */
export interface SchemaError {
  /** The path of the wrong value, or of the mapping with a missing or unknown key. */
  readonly path: Path;
  /** The keyword of JSON schema. */
  readonly keyword: string;
  /** The missing or unknown key. */
  readonly key?: string;
  /** For people: what is wrong, including the value, and what would be right. */
  readonly message: string;
  /** The name of the value, for the beginning of a sentence. */
  readonly subject: string;
  /** The key that an unknown key was obviously meant to be. */
  readonly meant?: string;
  /** The most likely one first. */
  readonly repairs: readonly Repair[];
}

/** A message and how to fix the problem. */
export type Words = Pick<SchemaError, 'message' | 'meant'> & Partial<Pick<SchemaError, 'repairs'>>;

/** What the validator says of one keyword, with the values it is about: what a `SchemaError` is made of. */
export interface KeywordError extends Pick<AjvError, 'keyword' | 'schemaPath' | 'params'> {
  readonly schema: SchemaName;
  readonly path: Path;
  readonly value: unknown;
  /** The schema node with the keyword. */
  readonly node: JsonSchemaNode;
  readonly key?: string;
}
