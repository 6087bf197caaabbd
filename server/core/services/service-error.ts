import type { Finding } from '../base/finding.js';
import type { Span } from '../base/text.js';
import type { MapNode } from '../syntax/node.js';

/** What a service would refuse of a document. The rule that it names makes a finding of it; `severity`: if not the rule's own. */
export interface ServiceError
  extends Pick<Finding, 'rule' | 'message' | 'span' | 'fixes'>,
    Partial<Pick<Finding, 'severity'>> {
  /** The events that it is there for, in words; absent if it is there whatever the event. */
  readonly events?: readonly string[];
  /** If a merged mapping lacks something: the place of the mapping beneath, which others may be merged with too. */
  readonly beneath?: Span;
  /** Of what the queue's code objects to: the mappings that the task is made of, as far as they are known. */
  readonly task?: readonly MapNode[];
}

/** What to say of an error: the events first, where it depends on them. */
export function errorMessage({ message, events }: ServiceError): string {
  return events ? `For ${listed(events)}: ${message}` : message;
}

function listed(titles: readonly string[]): string {
  const shown = titles.length > 3 ? [...titles.slice(0, 2), `${titles.length - 2} other events`] : titles;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}
