import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { GraphMessage, GraphModel } from '../messages/graph.js';
import { WhyNone } from '../parts/why-none.js';
import { EventSelect } from '../preview/event-select.js';
import type { ViewProps } from '../start.js';
import { Explorer } from './explorer.js';
import { tasksOf } from './tasks.js';
import './graph.css';

/** The tasks of a file and what they wait for, as a picture or a table; or why there are none. */
export function GraphPage({ model, send }: ViewProps<GraphModel, GraphMessage>): JSX.Element {
  const { answer, notice, state, file } = model;
  const graph = answer?.graph;
  const tasks = useMemo(() => graph && tasksOf(graph), [graph]);
  return (
    <main class="graph">
      <h1 class="hidden">Task graph of {file}</h1>
      {answer && answer.occasions.length > 0 && (
        <header class="line bar">
          <EventSelect
            answer={answer}
            own={[]}
            chosenOwn={null}
            send={(message) => message.kind === 'choose' && send(message)}
          />
          {state?.choice.body !== undefined && <span class="note">with an event of your own</span>}
        </header>
      )}
      <WhyNone notice={notice} answer={answer} send={send} />
      {tasks && state && tasks.count > 0 && (
        <Explorer tasks={tasks} state={state} occasion={answer?.shown} send={send} />
      )}
      {tasks?.count === 0 && answer?.reason === undefined && answer?.failures.length === 0 && (
        <p class="banner">
          {answer && answer.occasions.length > 1 ? 'No tasks. Choose another event above.' : 'No tasks'}
        </p>
      )}
    </main>
  );
}
