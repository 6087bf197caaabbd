import type { JSX } from 'preact';
import type { ChartName, PoolBody, PoolMessage } from '../messages/pool.js';
import { AreaChart, type Series } from './area-chart.js';
import { Table } from './table.js';

interface Props {
  readonly body: PoolBody;
  /** The charts that are also shown as tables. */
  readonly tables: readonly ChartName[];
  readonly send: (message: PoolMessage) => void;
}

type CapacitySample = PoolBody['capacity'][number];
type TaskSample = Extract<PoolBody['tasks'], { readonly value: unknown }>['value'][number];

const CAPACITY: readonly Series<CapacitySample>[] = [
  { name: 'running', of: ({ running }) => running },
  { name: 'requested', of: ({ requested }) => requested },
  { name: 'stopping', of: ({ stopping }) => stopping },
];
const PENDING: Series<TaskSample> = { name: 'pending', of: ({ pending }) => pending };
const CLAIMED: Series<TaskSample> = { name: 'claimed', of: ({ claimed }) => claimed ?? 0 };

/** The capacity of a pool and the tasks of its queue over the time that the editor has been open. */
export function Charts({ body: { capacity, tasks, maxCapacity }, tables, send }: Props): JSX.Element {
  const table = (chart: ChartName, columns: readonly string[], rows: (string | number | null)[][]): JSX.Element => (
    <details
      open={tables.includes(chart)}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== tables.includes(chart)) send({ kind: 'table', chart, isOpen: open });
      }}
    >
      <summary>Show the numbers</summary>
      <Table label={`The numbers of the ${chart}`} columns={columns} rows={rows.toReversed()} />
    </details>
  );
  return (
    <>
      <section aria-label="Capacity">
        <h2>Capacity</h2>
        {capacity.length === 0 ? (
          <p class="note">Unknown: the deployment has not said what is running.</p>
        ) : (
          <>
            <AreaChart label="Capacity" samples={capacity} series={CAPACITY} limit={maxCapacity} />
            {table(
              'capacity',
              ['When', 'Running', 'Requested', 'Stopping'],
              capacity.map(({ ago, running, requested, stopping }) => [ago, running, requested, stopping]),
            )}
          </>
        )}
      </section>
      <section aria-label="Tasks">
        <h2>Tasks</h2>
        {'unknown' in tasks ? (
          <p class="note">Unknown: {tasks.unknown}.</p>
        ) : (
          tasks.value.length > 0 && (
            <>
              <AreaChart
                label="Tasks"
                samples={tasks.value}
                series={tasks.value.some(isClaimedKnown) ? [CLAIMED, PENDING] : [PENDING]}
                limit={null}
                small
              />
              {table(
                'tasks',
                ['When', 'Pending', 'Claimed'],
                tasks.value.map((sample) => [sample.ago, sample.pending, sample.claimed ?? null]),
              )}
            </>
          )
        )}
      </section>
    </>
  );
}

/** The deployment may hide claimed tasks. */
function isClaimedKnown({ claimed }: TaskSample): boolean {
  return claimed !== undefined && claimed !== null;
}
