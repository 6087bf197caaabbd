import { lineIndex, type Range } from '../../core/base/text.js';
import { beginning } from '../../core/jsone/located-value.js';
import type { CreationFailure } from '../../core/services/created/created-tasks.js';
import { nodeOf, tellingEvents, type WorkerRun } from '../../core/services/created/worker-runs.js';

/** For programs: what the worker runs. Places count from 0. */
export function runsData(runs: readonly WorkerRun[], failures: readonly CreationFailure[], text: string): unknown {
  const lines = lineIndex(text);
  const about = ({ name, task, events }: WorkerRun): About => ({
    name: name ?? null,
    range: lines.rangeOf(beginning(text, nodeOf(task))),
    events: tellingEvents(events).map((event) => event.name),
  });
  return {
    version: 1,
    tasks: runs.flatMap((run) => {
      const { result } = run;
      if (!('payload' in result)) return [];
      const { payload, environment, neededScopes, dropped, computed } = result;
      return [
        {
          ...about(run),
          payload,
          environment: environment.file,
          scopes: neededScopes.map(({ held, ...scope }) => ({ ...scope, held: held ?? null })),
          dropped: dropped.map(({ what, by }) => ({ what, by })),
          computed,
        },
      ];
    }),
    rejected: runs.flatMap((run) =>
      'problems' in run.result ? [{ ...about(run), problems: run.result.problems }] : [],
    ),
    skipped: runs.flatMap((run) => ('skipped' in run.result ? [{ ...about(run), reason: run.result.skipped }] : [])),
    failures: failures.map(({ event, message, span }) => ({
      event: event?.name ?? null,
      message,
      range: lines.rangeOf(span),
    })),
  };
}

/** Which task it is, and for which events; no events for a task that stands in the file as it is. */
interface About {
  readonly name: string | null;
  readonly range: Range;
  readonly events: readonly string[];
}
