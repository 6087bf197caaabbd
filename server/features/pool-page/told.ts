import type { Known } from '../../core/deployment/knowledge.js';
import { whyWords } from '../../core/deployment/text.js';

/** A part of the page of a pool: what is known, or why it is not; `unknown` follows a colon. */
export type Told<T> = { readonly value: T } | { readonly unknown: string };

/** What is known of a part, in the form that the page shows. */
export function told<A, B>(known: Known<A>, show: (value: A) => B): Told<B> {
  if (known.state === 'unknown') return { unknown: whyWords(known) };
  return known.state === 'absent' ? { unknown: 'there is no such worker pool' } : { value: show(known.value) };
}
