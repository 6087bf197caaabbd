import type { JSX } from 'preact';
import type { WorkersPart } from '../messages/pool.js';
import { Table } from './table.js';

/** How many workers there are, how long they take to come, and the newest of them. */
export function WorkerSection({ workers }: { readonly workers: WorkersPart }): JSX.Element {
  const { counts, isComplete, newest, provisioning } = workers;
  const words = counts.map(({ state, count }) => `${count} ${state}`).join(', ');
  return (
    <>
      <p>
        {isComplete ? 'Listed' : 'Of the first workers listed'}: {words}.
      </p>
      {'value' in provisioning ? (
        <p>
          From request to registration: median <strong>{provisioning.value.median}</strong>; half between{' '}
          {provisioning.value.quarter} and {provisioning.value.threeQuarters}, all between {provisioning.value.shortest}{' '}
          and {provisioning.value.longest}.{' '}
          <span class="note">Measured on {runningWords(provisioning.value.workers)}.</span>
        </p>
      ) : (
        <p class="note">From request to registration: unknown, because {provisioning.unknown}.</p>
      )}
      {newest.length > 0 && (
        <Table
          label="The newest workers"
          columns={['Worker', 'Group', 'State', 'Requested', 'Registered after', 'Capacity', 'Launch config']}
          rows={newest.map((worker) => [
            worker.workerId,
            worker.workerGroup,
            worker.state,
            worker.requested,
            worker.registeredAfter,
            worker.capacity,
            worker.launchConfigId,
          ])}
        />
      )}
    </>
  );
}

function runningWords(count: number): string {
  return count === 1 ? 'one running worker' : `${count} running workers`;
}
