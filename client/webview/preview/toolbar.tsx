import type { JSX } from 'preact';
import type {
  DefinitionFormat,
  EventFields,
  PreviewCommand,
  PreviewMessage,
  PreviewModel,
} from '../messages/preview.js';
import type { ViewProps } from '../start.js';
import { EventSelect } from './event-select.js';
import { TextField } from './text-field.js';

const FIELD_NAMES: Readonly<Record<keyof EventFields, string>> = {
  branch: 'Branch',
  tag: 'Tag',
  repository: 'Repository',
  actor: 'Actor',
};

const FORMATS: readonly (readonly [DefinitionFormat, string])[] = [
  ['yaml', 'YAML'],
  ['json', 'JSON'],
];

/** What is shown, and what can be done with it. */
export function Toolbar({ model, send }: ViewProps<PreviewModel, PreviewMessage>): JSX.Element {
  const { answer, state } = model;
  const command = (name: PreviewCommand, label: string): JSX.Element => (
    <button type="button" onClick={() => send({ kind: 'command', command: name })}>
      {label}
    </button>
  );
  const hasTasks = answer !== null && answer.tasks.length > 0;
  const hasEvents = answer !== null && answer.occasions.length > 0;
  return (
    <header class="toolbar">
      {answer && state && hasEvents && (
        <div class="line">
          <EventSelect answer={answer} own={model.own} chosenOwn={state.own} send={send} />
          {command('own', 'Your Own…')}
          {command('compare', 'Compare…')}
        </div>
      )}
      {answer && state && answer.fields.length > 0 && (
        <div class="line">
          {answer.fields.map((name) => (
            <TextField
              key={name}
              label={FIELD_NAMES[name]}
              value={state.fields[name] ?? ''}
              onInput={(text) => send({ kind: 'fields', fields: { ...state.fields, [name]: text } })}
            />
          ))}
        </div>
      )}
      {answer && state && (
        <div class="line">
          <strong role="status">{resultOf(answer)}</strong>
          <span class="space" />
          {hasTasks && (
            <>
              {FORMATS.map(([format, label]) => (
                <button
                  key={format}
                  type="button"
                  aria-pressed={state.format === format}
                  onClick={() => send({ kind: 'format', format })}
                >
                  {label}
                </button>
              ))}
              {command('graph', 'Graph')}
              {command('copy', 'Copy as JSON')}
              {command('open', 'Open as File')}
            </>
          )}
          {model.deployment !== null && hasEvents && command('deployment', 'As the Deployment Renders It')}
        </div>
      )}
    </header>
  );
}

function resultOf({ tasks, failures, reason }: NonNullable<PreviewModel['answer']>): string {
  if (reason !== undefined) return '';
  if (failures.length > 0) return 'Fails';
  if (tasks.length === 0) return 'No tasks';
  return tasks.length === 1 ? '1 task' : `${tasks.length} tasks`;
}
