import { writeScalar } from '../../core/edit/write-scalar.js';
import { type FlowStyle, writeFlow } from '../../core/edit/write-value.js';
import type { DocumentModel } from '../../core/model/model.js';
import { TASKS_FOR, type TasksFor } from '../../core/services/github/tasks-for.js';
import { occasionsAt, templateAround } from '../../core/services/occasions.js';
import type { TreePlace } from '../../core/syntax/node-at.js';
import { stringsOf } from '../hover/expression/value-words.js';
import type { CompletionContext } from './completion-context.js';
import type { CompletionEntry } from './entry.js';
import type { StringSlot } from './string-slot.js';

/** A text for `owner` or `source`, and the events whose fields it reads. */
interface Origin {
  readonly text: string;
  readonly events: readonly TasksFor[];
}

/** The events with a pull request. */
const PULL_REQUESTS: readonly TasksFor[] = [
  'github-pull-request',
  'github-pull-request-untrusted',
  'github-issue-comment',
];

/** What templates write there, best first. The last of each is for all events. */
const ORIGINS: Readonly<Record<'owner' | 'source', readonly Origin[]>> = {
  owner: [
    { text: '${event.pusher.email}', events: ['github-push'] },
    { text: '${event.pull_request.user.login}@users.noreply.github.com', events: PULL_REQUESTS },
    { text: '${event.release.author.login}@users.noreply.github.com', events: ['github-release'] },
    { text: '${event.sender.login}@users.noreply.github.com', events: TASKS_FOR },
  ],
  source: [
    { text: '${event.repository.html_url}/blob/${event.after}/.taskcluster.yml', events: ['github-push'] },
    {
      text: '${event.pull_request.head.repo.html_url}/blob/${event.pull_request.head.sha}/.taskcluster.yml',
      events: PULL_REQUESTS,
    },
    {
      text: '${event.repository.html_url}/blob/${event.release.tag_name}/.taskcluster.yml',
      events: ['github-release'],
    },
    { text: '${event.repository.html_url}', events: TASKS_FOR },
  ],
};

/**
 * The owners or sources for the events that reach the place. What only some of them have is written with a condition around it,
 * and what all have as its `else`.
 */
export function originEntries(
  name: 'owner' | 'source',
  model: DocumentModel,
  place: TreePlace,
  slot: StringSlot,
  context: CompletionContext['context'],
): CompletionEntry[] {
  const template = templateAround(model, place);
  if (template?.renderer !== 'github') return [];
  const reached = occasionsAt(model.tree.text, template).flatMap(({ here }) => {
    const value = here.value('tasks_for');
    return value ? stringsOf(value) : [];
  });
  const events = TASKS_FOR.filter((one) => reached.includes(one));
  // Another tool renders the template, too. It has other events.
  if (reached.some((one) => !events.some((event) => event === one))) return [];
  const other = ORIGINS[name].at(-1)?.text ?? '';
  return ORIGINS[name].flatMap(({ text, events: those }): CompletionEntry[] => {
    const fitting = events.filter((event) => those.includes(event));
    if (fitting.length === 0) return [];
    const isSure = fitting.length === events.length;
    const newText = isSure
      ? writeScalar(text, slot.style, context)
      : writeFlow(guarded(fitting, text, other), context.json ? JSON_STYLE : undefined);
    const detail = isSure ? {} : { detail: `if ${conditionFor(fitting)}` };
    return [
      { label: text, kind: 'value', ...detail, edit: { span: slot.span, newText }, filterText: slot.quote + text },
    ];
  });
}

const JSON_STYLE: FlowStyle = { json: true, colon: ': ', gap: ' ', pad: ' ' };

/** The text for some events, and another for the rest. */
function guarded(events: readonly TasksFor[], text: string, other: string): unknown {
  return Object.fromEntries([
    ['$if', conditionFor(events)],
    ['then', text],
    ['else', other],
  ]);
}

function conditionFor(events: readonly TasksFor[]): string {
  const [first] = events;
  return events.length === 1
    ? `tasks_for == '${first}'`
    : `tasks_for in [${events.map((one) => `'${one}'`).join(', ')}]`;
}
