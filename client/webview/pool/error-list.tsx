import type { JSX } from 'preact';
import type { PoolBody } from '../messages/pool.js';

type ErrorKinds = Extract<PoolBody['errors'], { readonly value: unknown }>['value'];

/** The recent errors of a pool, by their kind. */
export function ErrorList({ errors }: { readonly errors: ErrorKinds }): JSX.Element {
  if (errors.length === 0) return <p>No recent errors.</p>;
  return (
    <ul class="errors">
      {errors.map(({ title, count, newest, description }) => (
        <li key={title}>
          <strong class="error">{title}</strong>{' '}
          <span class="note">
            {count === 1 ? 'once' : `${count} times`}
            {newest !== null && `, ${count === 1 ? '' : 'the last '}${newest}`}
          </span>
          <p class="text">{description}</p>
        </li>
      ))}
    </ul>
  );
}
