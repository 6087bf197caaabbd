import type { Fix, Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { Span } from '../base/text.js';
import type { MapNode } from '../syntax/node.js';

/** A result of the services' checks: a finding without a severity so far. */
export interface Issue {
  readonly rule: RuleId;
  readonly message: string;
  readonly span: Span;
  /** Overrides the rule's default. */
  readonly severity?: Severity;
  /** The events for which it occurs, in words; absent if it does not depend on the event. */
  readonly events?: readonly string[];
  /** If a merged mapping lacks something: the place of the mapping beneath, which others may be merged with too. */
  readonly beneath?: Span;
  readonly fixes: readonly Fix[];
  /** For errors of the queue's code: the mappings that the task is made from, as far as they are known. */
  readonly task?: readonly MapNode[];
}

/** The message of an issue, which begins with the events if it depends on them. */
export function issueMessage({ message, events }: Issue): string {
  return events ? `For ${listed(events)}: ${message}` : message;
}

function listed(titles: readonly string[]): string {
  const shown = titles.length > 3 ? [...titles.slice(0, 2), `${titles.length - 2} other events`] : titles;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}
