import type { Fix, Severity } from '../base/finding.js';
import type { RuleId } from '../base/rule-ids.js';
import type { Span } from '../base/text.js';
import type { MapNode } from '../syntax/node.js';

/** What a judgement finds: a finding that does not know its severity yet. */
export interface Issue {
  readonly rule: RuleId;
  readonly message: string;
  readonly span: Span;
  /** Where the rule's own does not hold. */
  readonly severity?: Severity;
  /** The events that it is there for, in words; absent if it is there whatever the event. */
  readonly events?: readonly string[];
  /** Of something that a merged mapping lacks: where the mapping beneath stands, which others may be merged with too. */
  readonly beneath?: Span;
  readonly fixes: readonly Fix[];
  /** Of what the queue's code objects to: the mappings that the task is made of, as far as they are known. */
  readonly task?: readonly MapNode[];
}

/** What to say of an issue: the events first, where it depends on them. */
export function issueMessage({ message, events }: Issue): string {
  return events ? `For ${listed(events)}: ${message}` : message;
}

function listed(titles: readonly string[]): string {
  const shown = titles.length > 3 ? [...titles.slice(0, 2), `${titles.length - 2} other events`] : titles;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}
