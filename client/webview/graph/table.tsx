import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { neighboursOf } from './links.js';
import { kindOf, namesOf, type Order, queueOf, sorted, type Tasks } from './tasks.js';

export interface TableProps {
  readonly tasks: Tasks;
  /** The tasks that are shown. */
  readonly shown: readonly number[];
  /** Those that the user searches for. */
  readonly found: ReadonlySet<number>;
  readonly chosen: number | null;
  readonly onChoose: (task: number) => void;
  /** Enter, or a double click. */
  readonly onOpen: (task: number) => void;
}

/** The height of a row in CSS pixels, as in the style sheet, and how many rows are drawn beyond those that are seen. */
const ROW = 24;
const SPARE = 10;
/** How many names are written out in a cell. */
const MOST_NAMES = 5;

const HEADINGS: readonly (readonly [Order, string])[] = [
  ['label', 'Label'],
  ['kind', 'Kind'],
  ['queue', 'Queue'],
  ['needs', 'Waits for'],
  ['neededBy', 'Needed by'],
];

const MARKS = { ascending: ' ▴', descending: ' ▾', none: '' } as const;

/** The graph as a table. Only the rows that are seen are drawn; the keys go through all. */
export function Table({ tasks, shown, found, chosen, onChoose, onOpen }: TableProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<{ order: Order; isDescending: boolean }>({
    order: 'file',
    isDescending: false,
  });
  const [view, setView] = useState({ top: 0, height: 600 });
  const rows = useMemo(() => sorted(tasks, shown, sorting.order, sorting.isDescending), [tasks, shown, sorting]);
  const rowOf = chosen === null ? -1 : rows.indexOf(chosen);
  const measure = (): void => {
    const element = frame.current;
    if (element) setView({ top: element.scrollTop, height: element.clientHeight });
  };
  useEffect(() => {
    if (!frame.current) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = frame.current;
    if (!element || rowOf < 0) return;
    // The headings stay above the rows.
    const last = (rowOf + 2) * ROW - element.clientHeight;
    element.scrollTop = Math.min(rowOf * ROW, Math.max(element.scrollTop, last));
    measure();
  }, [rowOf]);

  const sortBy = (order: Order): void =>
    setSorting(({ order: before, isDescending }) => {
      if (order !== before) return { order, isDescending: false };
      return isDescending ? { order: 'file', isDescending: false } : { order, isDescending: true };
    });
  const sortOf = (order: Order): 'ascending' | 'descending' | 'none' => {
    if (sorting.order !== order) return 'none';
    return sorting.isDescending ? 'descending' : 'ascending';
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.height / ROW) - 1);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: rowOf + 1,
      ArrowUp: rowOf - 1,
      PageDown: rowOf + page,
      PageUp: rowOf - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = to[event.key];
    const row = rows[Math.max(0, Math.min(next ?? rowOf, rows.length - 1))];
    if (row === undefined || (next === undefined && (event.key !== 'Enter' || rowOf < 0))) return;
    event.preventDefault();
    if (next === undefined) onOpen(row);
    else onChoose(row);
  };

  const first = Math.max(0, Math.floor(view.top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW) + SPARE);
  const { columns, links } = tasks;
  // Those of a .taskcluster.yml have no kinds.
  const hasKinds = columns.kindNames.length > 0 || columns.known < tasks.count;
  const headings = hasKinds ? HEADINGS : HEADINGS.filter(([order]) => order !== 'kind');
  const cell = (text: string): JSX.Element => <td title={text}>{text}</td>;
  const others = (neighbours: Int32Array): JSX.Element =>
    cell(neighbours.length === 0 ? '' : `${neighbours.length}: ${namesOf(tasks, neighbours, MOST_NAMES)}`);
  return (
    <div class="table" ref={frame} onScroll={measure}>
      <div class="rows" style={{ height: `${(rows.length + 1) * ROW}px` }}>
        {/* The table has the focus, and its keys choose a row. */}
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table with a row to choose
          role="grid"
          aria-label="Tasks"
          aria-rowcount={rows.length + 1}
          aria-activedescendant={rowOf < first || rowOf >= last ? undefined : `row-${rowOf}`}
          style={{ marginTop: `${first * ROW}px` }}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr aria-rowindex={1}>
              {headings.map(([order, title]) => (
                <th key={order} scope="col" aria-sort={sortOf(order)}>
                  <button
                    type="button"
                    class="link"
                    onClick={() => sortBy(order)}
                    onKeyDown={(event) => event.stopPropagation()}
                  >
                    {title}
                    <span aria-hidden="true">{MARKS[sortOf(order)]}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(first, last).map((task, index) => (
              <tr
                key={task}
                id={`row-${first + index}`}
                aria-rowindex={first + index + 2}
                aria-selected={task === chosen}
                class={found.has(task) ? 'found' : ''}
                onClick={() => onChoose(task)}
                onDblClick={() => onOpen(task)}
              >
                {cell(columns.labels[task] ?? '')}
                {hasKinds && cell(kindOf(columns, task) ?? '')}
                {cell(queueOf(columns, task) ?? '')}
                {others(neighboursOf(links.needs, task))}
                {others(neighboursOf(links.neededBy, task))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
