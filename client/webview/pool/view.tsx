import type { ComponentChildren, JSX } from 'preact';
import type { PoolBody, PoolCommand, PoolMessage, PoolModel, Told } from '../messages/pool.js';
import type { ViewProps } from '../start.js';
import { Charts } from './charts.js';
import { ErrorList } from './error-list.js';
import { Table } from './table.js';
import { WorkerSection } from './worker-section.js';
import './pool.css';

/** A pool as its deployment describes it, or why nothing is known of it. */
export function PoolView({ model: { page, notice, state }, send }: ViewProps<PoolModel, PoolMessage>): JSX.Element {
  const command = (name: PoolCommand, label: string): JSX.Element => (
    <button type="button" onClick={() => send({ kind: 'command', command: name })}>
      {label}
    </button>
  );
  return (
    // The page scrolls by the keyboard, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <main class="pool scroll" tabIndex={0}>
      <header>
        <h1>{page?.workerPoolId ?? state?.workerPoolId ?? 'Worker pool'}</h1>
        {page && <span class="note">{page.host}</span>}
        <span class="space" />
        {command('refresh', 'Refresh')}
        {page && 'value' in page.body && command('browse', 'Open in Browser')}
        {command('copy', 'Copy ID')}
      </header>
      {notice !== null && (
        <p class="banner" role="status">
          {notice}
        </p>
      )}
      {!page && notice === null && <p class="note">Waiting for the deployment…</p>}
      {page && 'unknown' in page.body && <p class="banner">Nothing is known: {page.body.unknown}.</p>}
      {page && 'value' in page.body && <Body body={page.body.value} tables={state?.tables ?? []} send={send} />}
      {page && page.defined.length > 0 && (
        <Section title="In This Workspace">
          <Sentences lines={page.defined} />
        </Section>
      )}
    </main>
  );
}

interface BodyProps {
  readonly body: PoolBody;
  readonly tables: NonNullable<PoolModel['state']>['tables'];
  readonly send: (message: PoolMessage) => void;
}

function Body({ body, tables, send }: BodyProps): JSX.Element {
  return (
    <>
      {body.warning !== null && <p class="banner error">{body.warning}</p>}
      {body.description !== '' && <p class="text">{body.description}</p>}
      <dl class="facts">
        {body.facts.map(([name, value]) => (
          <div key={name}>
            <dt class="note">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Charts body={body} tables={tables} send={send} />
      <Section title="Workers">
        <Part part={body.workers}>{(workers) => <WorkerSection workers={workers} />}</Part>
      </Section>
      <Section title="Errors">
        <Part part={body.errors}>{(errors) => <ErrorList errors={errors} />}</Part>
      </Section>
      <Section title="Launch Configs">
        <Part part={body.launchConfigs}>
          {(configs) =>
            configs.length === 0 ? (
              <p>The pool has no launch configs.</p>
            ) : (
              <Table
                label="Launch configs"
                columns={['Launch config', 'Weight', 'Place', 'Machine type', 'Capacity of a worker', 'Max capacity']}
                rows={configs.map((config) => [
                  config.launchConfigId,
                  config.weight,
                  config.place,
                  config.machineType,
                  config.capacityPerInstance,
                  config.maxCapacity,
                ])}
              />
            )
          }
        </Part>
      </Section>
      <Section title="Lifecycle and Re-registration">
        {body.lifecycle.rows.length > 0 && (
          <Table
            label="Lifecycle"
            columns={['Setting', 'Value', 'What it does']}
            rows={body.lifecycle.rows.map(({ name, value, meaning }) => [name, value, meaning])}
          />
        )}
        <Sentences lines={body.lifecycle.notes} />
      </Section>
      <Section title="What the Workers Take">
        <Sentences lines={body.takes.length > 0 ? body.takes : ['Unknown: the definition of the pool does not say.']} />
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Sentences({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

/** What is known of a part, or why nothing is. */
function Part<T>({
  part,
  children,
}: {
  readonly part: Told<T>;
  readonly children: (value: T) => ComponentChildren;
}): JSX.Element {
  return <>{'value' in part ? children(part.value) : <p class="note">Unknown: {part.unknown}.</p>}</>;
}
