import type { Finding } from '../base/finding.js';
import type { Span } from '../base/text.js';
import type { MapNode } from '../syntax/node.js';

/** Something a service would reject. The named rule turns it into a finding; `severity` overrides the rule's default. */
export interface ServiceError
  extends Pick<Finding, 'rule' | 'message' | 'span' | 'fixes'>,
    Partial<Pick<Finding, 'severity'>> {
  /** The events for which it occurs, in words; absent if it does not depend on the event. */
  readonly events?: readonly string[];
  /** If a merged mapping lacks something: the place of the mapping beneath, which others may be merged with too. */
  readonly beneath?: Span;
  /** For errors of the queue's code: the mappings that the task is made from, as far as they are known. */
  readonly task?: readonly MapNode[];
}

/** The message of an error, which begins with the events if it depends on them. */
export function errorMessage({ message, events }: ServiceError): string {
  return events ? `For ${listed(events)}: ${message}` : message;
}

function listed(titles: readonly string[]): string {
  const shown = titles.length > 3 ? [...titles.slice(0, 2), `${titles.length - 2} other events`] : titles;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}
