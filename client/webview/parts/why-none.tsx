import type { JSX } from 'preact';
import type { PlacedFailure, PreviewMessage } from '../messages/preview.js';

type GoTo = (message: Extract<PreviewMessage, { kind: 'goTo' }>) => void;

/** Why a view shows no tasks, and what else there is to say of it. */
export function WhyNone({
  notice,
  answer,
  send,
}: {
  readonly notice: string | null;
  readonly answer: { readonly reason?: string; readonly failures: readonly PlacedFailure[] } | null;
  readonly send: GoTo;
}): JSX.Element {
  return (
    <>
      {notice !== null && (
        <p class="banner note" role="status">
          {notice}
        </p>
      )}
      {answer?.reason !== undefined && <p class="banner">{answer.reason}</p>}
      {answer && answer.failures.length > 0 && <Failures failures={answer.failures} send={send} />}
    </>
  );
}

/** Each failure leads to its place in the file. */
function Failures({
  failures,
  send,
}: {
  readonly failures: readonly PlacedFailure[];
  readonly send: GoTo;
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
