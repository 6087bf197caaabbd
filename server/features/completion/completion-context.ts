import type { Span } from '../../core/base/text.js';
import type { ScalarStyle } from '../../core/syntax/node.js';

/** A place where something could be written, or something half-written could be finished. */
export interface CompletionContext {
  readonly kind: 'key' | 'value';
  /** What is written there already, with its quotes; empty if nothing is. On the line of the cursor, and around it. */
  readonly span: Span;
  /** What of it stands before the cursor, without its quote. */
  readonly typed: string;
  /** The quote that it begins with. */
  readonly quote: '"' | "'" | '';
  /** How it is to be written. */
  readonly style: ScalarStyle;
  readonly context: { readonly json: boolean; readonly flow: boolean };
  /** Of a key: whether its colon is there. */
  readonly colon: boolean;
  /** What must come before a value: a space, right behind a colon. */
  readonly lead: '' | ' ';
  /** What to put in place of `span` to get a text that can be read: with a placeholder in it. */
  readonly patch: string;
}
