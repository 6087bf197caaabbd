import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { GraphMessage, GraphState, GraphView } from '../messages/graph.js';
import { Details } from './details.js';
import { layOut } from './layout.js';
import { Legend } from './legend.js';
import { at, pathOf } from './links.js';
import { Picture } from './picture.js';
import { sceneOf, summaryOf } from './scene.js';
import { Search } from './search.js';
import { Table } from './table.js';
import { coloursOf, groupsOf, linksAmong, matches, shownTasks, type Tasks } from './tasks.js';

const VIEWS: readonly (readonly [GraphView, string])[] = [
  ['picture', 'Picture'],
  ['table', 'Table'],
];

/** A graph, with all that finds a way through it: search, filters, the path of a task, picture and table. */
export function Explorer({
  tasks,
  state,
  occasion,
  send,
}: {
  readonly tasks: Tasks;
  readonly state: GraphState;
  /** The name of the event that the tasks come of. */
  readonly occasion: string | undefined;
  readonly send: (message: GraphMessage) => void;
}): JSX.Element {
  const [query, setQuery] = useState('');
  const [hidden, setHidden] = useState<ReadonlySet<string | undefined>>(new Set());
  const [isPathOnly, setPathOnly] = useState(false);
  const [revealed, setRevealed] = useState<{ readonly task: number } | undefined>();

  const by = coloursOf(tasks.columns, state.colours);
  const chosen = state.task !== null && state.task < tasks.count ? state.task : null;
  const groups = useMemo(() => groupsOf(tasks, by), [tasks, by]);
  const path = useMemo(() => (chosen === null ? undefined : pathOf(tasks.links, chosen)), [tasks, chosen]);
  // Choosing another task only changes what is shown where a path is.
  const filter = isPathOnly ? path : undefined;
  const shown = useMemo(() => shownTasks(tasks.count, groups, hidden, filter), [tasks, groups, hidden, filter]);
  const part = useMemo(() => linksAmong(tasks, shown), [tasks, shown]);
  const layout = useMemo(() => layOut(part.links), [part]);
  const found = useMemo(() => matches(tasks, shown, query), [tasks, shown, query]);
  const scene = useMemo(
    () => sceneOf({ tasks, shown, part, layout, groups, path, chosen, found }),
    [tasks, shown, part, layout, groups, path, chosen, found],
  );

  const choose = (task: number | null): void => send({ kind: 'select', task });
  const reveal = (task: number): void => {
    choose(task);
    setRevealed({ task });
  };
  const open = (task: number): void => {
    const start = { line: at(tasks.columns.places, 2 * task), character: at(tasks.columns.places, 2 * task + 1) };
    send({ kind: 'goTo', place: { start, end: start } });
  };
  const node = useMemo(() => {
    const index = revealed ? shown.indexOf(revealed.task) : -1;
    return index < 0 ? undefined : { node: index };
  }, [revealed]);
  const summary = summaryOf(tasks, shown, layout);

  return (
    <>
      <div class="line bar">
        {VIEWS.map(([view, label]) => (
          <button
            key={view}
            type="button"
            aria-pressed={state.view === view}
            onClick={() => send({ kind: 'view', view })}
          >
            {label}
          </button>
        ))}
        <Search query={query} found={found} chosen={chosen} onQuery={setQuery} onReveal={reveal} />
      </div>
      <div class="columns">
        <Legend
          by={by}
          groups={groups.groups}
          hidden={hidden}
          onHide={setHidden}
          onColours={(colours) => {
            setHidden(new Set());
            send({ kind: 'colours', colours });
          }}
        />
        <div class="content">
          {state.view === 'table' ? (
            <Table
              tasks={tasks}
              shown={shown}
              found={scene.foundTasks}
              chosen={chosen}
              onChoose={choose}
              onOpen={open}
            />
          ) : (
            <Picture
              scene={scene}
              summary={summary}
              fitted={`${occasion} ${by} ${[...hidden].join(' ')} ${filter ? chosen : ''}`}
              revealed={node}
              onChoose={(index) => choose(index === undefined ? null : (shown[index] ?? null))}
              onOpen={(index) => open(at(shown, index))}
            />
          )}
          <p class="summary note" role="status">
            {summary}
          </p>
          {chosen !== null && (
            <Details
              tasks={tasks}
              task={chosen}
              isPathOnly={isPathOnly}
              onPathOnly={setPathOnly}
              onReveal={reveal}
              onOpen={open}
            />
          )}
        </div>
      </div>
    </>
  );
}
