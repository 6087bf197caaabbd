import type { JSX } from 'preact';
import { neighboursOf } from './links.js';
import { kindOf, queueOf, type Tasks } from './tasks.js';

/** How many tasks are listed. The table counts all, and the picture shows all. */
const MOST = 50;

/** The chosen task, with what it waits for and what waits for it. */
export function Details({
  tasks,
  task,
  isPathOnly,
  onPathOnly,
  onReveal,
  onOpen,
}: {
  readonly tasks: Tasks;
  readonly task: number;
  /** Whether only its path is shown. */
  readonly isPathOnly: boolean;
  readonly onPathOnly: (isPathOnly: boolean) => void;
  /** Chooses another task. */
  readonly onReveal: (task: number) => void;
  readonly onOpen: (task: number) => void;
}): JSX.Element {
  const { columns, links } = tasks;
  const [kind, queue] = [kindOf(columns, task), queueOf(columns, task)];
  const others = (title: string, neighbours: Int32Array): JSX.Element | null =>
    neighbours.length === 0 ? null : (
      <div class="others">
        <span class="note">{title}</span>
        {Array.from(neighbours.subarray(0, MOST), (other) => (
          <button key={other} type="button" class="link" onClick={() => onReveal(other)}>
            {columns.labels[other]}
          </button>
        ))}
        {neighbours.length > MOST && <span class="note">and {neighbours.length - MOST} more</span>}
      </div>
    );
  return (
    <section class="details scroll" aria-label="Chosen task">
      <div class="line">
        <strong class="label">{columns.labels[task]}</strong>
        {kind !== undefined && <span class="note">{kind}</span>}
        {queue !== undefined && <span class="note code">{queue}</span>}
        <span class="space" />
        <button type="button" aria-pressed={isPathOnly} onClick={() => onPathOnly(!isPathOnly)}>
          Only Its Path
        </button>
        <button type="button" onClick={() => onOpen(task)}>
          Go to Source
        </button>
      </div>
      {others('Waits for', neighboursOf(links.needs, task))}
      {others('Needed by', neighboursOf(links.neededBy, task))}
    </section>
  );
}
