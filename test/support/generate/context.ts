import type { Layout } from './parts.js';

/** What a document is written in. */
export type Form = Layout['form'];
/** How its texts are filled in, if at all. */
export type Dialect = 'plain' | 'json-e' | 'mustache';

/** What a part of a document is made for. */
export interface Context {
  readonly form: Form;
  readonly dialect: Dialect;
  /** Whether the collections around it are written with braces. */
  readonly flow: boolean;
}
