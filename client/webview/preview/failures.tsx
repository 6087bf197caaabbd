import type { JSX } from 'preact';
import type { PlacedFailure, PreviewMessage } from '../messages/preview.js';

/** Why there are no tasks. Each reason leads to its place in the file. */
export function Failures({
  failures,
  send,
}: {
  readonly failures: readonly PlacedFailure[];
  readonly send: (message: Extract<PreviewMessage, { kind: 'goTo' }>) => void;
}): JSX.Element {
  return (
    <section class="failures scroll" aria-label="Failures">
      <ul>
        {failures.map(({ message, place }) => (
          <li key={`${place.start.line} ${message}`}>
            <button type="button" class="link error" onClick={() => send({ kind: 'goTo', place })}>
              Line {place.start.line + 1}: {message}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
