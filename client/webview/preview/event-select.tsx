import type { JSX } from 'preact';
import type { PreviewAnswer, PreviewMessage, PreviewOccasion } from '../messages/preview.js';

interface Props {
  readonly answer: Pick<PreviewAnswer, 'occasions' | 'shown'>;
  readonly own: readonly string[];
  readonly chosenOwn: string | null;
  readonly send: (message: Extract<PreviewMessage, { kind: 'choose' | 'chooseOwn' }>) => void;
}

/** A choice among the events, or the ways to fire a hook, with what comes of each. */
export function EventSelect({ answer, own, chosenOwn, send }: Props): JSX.Element {
  const groups = new Set(answer.occasions.map(({ tasksFor }) => tasksFor));
  const value = chosenOwn === null ? `event:${answer.shown ?? ''}` : `own:${chosenOwn}`;
  const choose = (chosen: string): void => {
    if (chosen.startsWith('own:')) send({ kind: 'chooseOwn', own: chosen.slice('own:'.length) });
    else send({ kind: 'choose', occasion: chosen.slice('event:'.length) });
  };
  return (
    <label class="event">
      <span>Event</span>
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {[...groups].map((group) => {
          const options = answer.occasions.filter(({ tasksFor }) => tasksFor === group).map(option);
          return group === undefined ? (
            options
          ) : (
            <optgroup key={group} label={group}>
              {options}
            </optgroup>
          );
        })}
        {own.length > 0 && (
          <optgroup label="Your own">
            {own.map((name) => (
              <option key={name} value={`own:${name}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  );
}

function option({ name, title, result }: PreviewOccasion): JSX.Element {
  return (
    <option key={name} value={`event:${name}`}>
      {title}: {outcomeOf(result)}
    </option>
  );
}

function outcomeOf(result: PreviewOccasion['result']): string {
  if ('failure' in result) return 'fails';
  if (result.tasks === 0) return 'no tasks';
  return result.tasks === 1 ? '1 task' : `${result.tasks} tasks`;
}
