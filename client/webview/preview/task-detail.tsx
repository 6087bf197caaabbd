import type { ComponentChildren, JSX } from 'preact';
import type { DefinitionAnswer, PreviewField, PreviewMessage, PreviewTask } from '../messages/preview.js';
import { Definition } from './definition.js';
import { titleOf } from './task-list.js';

interface Props {
  readonly task: PreviewTask;
  readonly tasks: readonly PreviewTask[];
  readonly definition: DefinitionAnswer | null;
  readonly send: (message: PreviewMessage) => void;
}

/** The chosen task: its fields and its definition, each of which leads to its place in the file. */
export function TaskDetail({ task, tasks, definition, send }: Props): JSX.Element {
  const source = (field: PreviewField): JSX.Element => (
    <button
      type="button"
      class="link code"
      title={`Line ${field.place.start.line + 1}`}
      onClick={() => send({ kind: 'goTo', place: field.place })}
    >
      {field.text === '' ? '(empty)' : field.text}
    </button>
  );
  const sources = (fields: readonly PreviewField[]): JSX.Element[] =>
    fields.map((field, index) => <div key={`${index} ${field.text}`}>{source(field)}</div>);
  return (
    <section class="detail" aria-label="Task">
      <dl class="fields scroll">
        {task.name && <Row label="Name">{source(task.name)}</Row>}
        {task.taskId && <Row label="Task ID">{source(task.taskId)}</Row>}
        {task.queue && (
          <Row label="Queue">
            {source(task.queue)}
            {task.capacity !== undefined && <span class="note"> {task.capacity}</span>}
          </Row>
        )}
        {task.times.length > 0 && <Row label="When">{sources(task.times)}</Row>}
        {task.dependencies.length > 0 && (
          <Row label="Dependencies">
            {task.dependencies.map((dependency, index) => (
              <div key={`${index} ${dependency.text}`}>
                {source(dependency)} <OtherTask index={dependency.task} tasks={tasks} send={send} />
              </div>
            ))}
          </Row>
        )}
        {task.scopes.length > 0 && <Row label="Scopes">{sources(task.scopes)}</Row>}
        {task.routes.length > 0 && <Row label="Routes">{sources(task.routes)}</Row>}
      </dl>
      {definition && <Definition definition={definition} send={send} />}
    </section>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt class="note">{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A button that chooses another task of the list. */
function OtherTask({
  index,
  tasks,
  send,
}: {
  readonly index: number | undefined;
  readonly tasks: readonly PreviewTask[];
  readonly send: (message: PreviewMessage) => void;
}): JSX.Element | null {
  const task = index === undefined ? undefined : tasks[index];
  if (index === undefined || !task) return null;
  return (
    <button type="button" class="other" onClick={() => send({ kind: 'select', task: index })}>
      {titleOf(task, index)}
    </button>
  );
}
