import type { PoolError } from '../../core/deployment/knowledge.js';
import { ageWords } from '../../core/deployment/text.js';

/** Errors of one kind. Foreign text, as it is. */
export interface ErrorKind {
  readonly title: string;
  readonly count: number;
  /** The age of the newest one; null if its time cannot be read. */
  readonly newest: string | null;
  /** What the newest one says. */
  readonly description: string;
}

/** Errors by their kind, which is what their title says. The kind with the newest error comes first. */
export function errorKinds(errors: readonly PoolError[], now: number): ErrorKind[] {
  const kinds = new Map<string, readonly [PoolError, ...PoolError[]]>();
  for (const error of errors) {
    const [newest, ...others] = kinds.get(error.title) ?? [];
    kinds.set(error.title, newest ? [newest, ...others, error] : [error]);
  }
  return [...kinds].map(([title, [newest, ...others]]) => {
    const time = Date.parse(newest.reported);
    return {
      title: title || 'Error',
      count: 1 + others.length,
      newest: Number.isNaN(time) ? null : ageWords(now - time),
      description: newest.description,
    };
  });
}
