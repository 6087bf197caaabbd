import type { Span } from '../../core/base/text.js';
import type { ScalarStyle } from '../../core/syntax/node.js';

/** A place where something new or half-written can be completed. */
export interface CompletionContext {
  readonly kind: 'key' | 'value';
  /** The existing text around the cursor, on its line and with its quotes; empty if there is none. */
  readonly span: Span;
  /** The part before the cursor, without the quote. */
  readonly typed: string;
  /** The quote at its start. */
  readonly quote: '"' | "'" | '';
  /** The style to write it in. */
  readonly style: ScalarStyle;
  readonly context: { readonly json: boolean; readonly flow: boolean };
  /** For a key: whether it has a colon. */
  readonly colon: boolean;
  /** What must precede a value: a space if the cursor directly follows a colon. */
  readonly lead: '' | ' ';
  /** The replacement for `span`, including a placeholder, that makes the text readable. */
  readonly patch: string;
}

/** What the text goes on with behind the slot, without white space. `text`: with the placeholder. */
export function behind({ span, patch }: CompletionContext, text: string): string {
  return text.slice(span.start + patch.length).trimStart();
}
