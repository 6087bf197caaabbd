import type { DocumentModel } from '../../core/model/model.js';
import { addressesIn, stringsOfField } from './document-names.js';
import { distinct, type Family, type Known, type Offer, offersOf, withTyped } from './string-families.js';

/** The routes that services listen to (services/index, services/notify), and that of Treeherder. */
const FAMILIES: readonly Family[] = [
  ['index.<namespace>', 'Adds the task to the index.'],
  ['notify.email.<address>.<filter>', 'Sends an e-mail.'],
  ['notify.matrix-room.<roomId>.<filter>', 'Writes to a Matrix room.'],
  ['notify.slack-channel.<channelId>.<filter>', 'Writes to a Slack channel.'],
  ['notify.pulse.<routingKey>.<filter>', 'Sends a Pulse message.'],
  ['tc-treeherder.v2.<project>.<revision>', 'Shows the task in Treeherder.'],
  [
    'checks',
    'Shows the task as a check of the commit. The GitHub service adds it if the file says `reporting: checks-v1`.',
  ],
  ['statuses', 'Sets the status of the commit. The GitHub service adds it.'],
];

/** When the notify service sends a notification (services/notify/src/handler.js). */
const FILTERS: readonly Known[] = [
  { text: 'on-failed', detail: 'the task failed' },
  { text: 'on-exception', detail: 'the task could not run' },
  { text: 'on-completed', detail: 'the task succeeded' },
  { text: 'on-resolved', detail: 'the task has ended' },
  { text: 'on-defined', detail: 'the task was created' },
  { text: 'on-pending', detail: 'the task waits for a worker' },
  { text: 'on-running', detail: 'the task has started' },
  { text: 'on-transition', detail: 'each of these' },
];

/** The routes that can follow what is typed. `present`: what is in the list. */
export function routeOffers(model: DocumentModel, typed: string, present: ReadonlySet<string>): Offer[] {
  const others = new Set(model.tasks.flatMap((task) => stringsOfField(task, 'routes')));
  const valuesOf = (name: string): readonly Known[] => {
    if (name === 'filter') return FILTERS;
    return name === 'address' ? addressesIn(model).map((text) => ({ text })) : [];
  };
  const offers: Offer[] = [
    ...FAMILIES.flatMap((family) => offersOf(family, typed, valuesOf)),
    ...withTyped([...others], typed).map((pattern) => ({ pattern, detail: 'of another task' })),
  ];
  return distinct(offers, present);
}
