import type { Severity } from '../../core/base/finding.js';
import { type LineIndex, lineIndex } from '../../core/base/text.js';
import { toPlain } from '../../core/jsone/engine/index.js';
import type { GithubEvent } from '../../core/services/github/events.js';
import type { Outcome } from '../../core/services/github/outcomes.js';
import type { Paint, Style } from '../color.js';
import { clean, cleanStart } from '../report/display.js';
import { counted } from '../report/report.js';
import { type Cell, type Column, table } from '../report/table.js';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

const COLUMNS: readonly Column[] = [{ title: 'EVENT' }, { title: 'WHAT HAPPENS' }];

/** For people: what comes of each event. Places count from 1. */
export function outcomesText(outcomes: readonly Outcome[], text: string, paint: Paint): string {
  const lines = lineIndex(text);
  const rows = outcomes.map((outcome) => [...namesOf(outcome.event), resultOf(outcome, lines)]);
  return table([...COLUMNS, { title: 'TASKS' }], rows, paint);
}

function resultOf(outcome: Outcome, lines: LineIndex): Cell {
  if ('tasks' in outcome) return { text: outcome.tasks === 0 ? 'no tasks' : counted(outcome.tasks, 'task') };
  const { line, character } = lines.positionAt(outcome.failure.span.start);
  const message = clean(outcome.failure.message.replace(/\s+/g, ' '));
  return { text: `fails at ${line + 1}:${character + 1}: ${message}`, style: STYLES[outcome.event.gravity] };
}

/** For programs: what comes of each event. Places count from 0. */
export function outcomesData(outcomes: readonly Outcome[], text: string): unknown {
  const lines = lineIndex(text);
  const events = outcomes.map((outcome) => {
    const { name, tasksFor, title } = outcome.event;
    if ('tasks' in outcome) return { name, tasksFor, title, tasks: outcome.tasks };
    const { rule, message, span } = outcome.failure;
    return { name, tasksFor, title, error: { message, range: lines.rangeOf(span), rule } };
  });
  return { version: 1, events };
}

/** For people: which events there are. */
export function eventsText(events: readonly GithubEvent[], paint: Paint): string {
  return table(COLUMNS, events.map(namesOf), paint);
}

/** For programs: which events there are, and their bodies. */
export function eventsData(events: readonly GithubEvent[]): unknown {
  return {
    version: 1,
    events: events.map(({ name, tasksFor, title, body }) => ({ name, tasksFor, title, event: toPlain(body()) })),
  };
}

function namesOf({ name, title }: GithubEvent): readonly Cell[] {
  return [{ text: cleanStart(name) }, { text: clean(title) }];
}
