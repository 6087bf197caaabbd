import { fromJson, functionValue, string, toPlain, type Value } from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';

const ROOT_URL = 'https://tc.example.com';

/** What every renderer of `.taskcluster.yml` gives a template: the variables for an event, and the function `as_slugid`. */
export function contextFor(
  tasksFor: string,
  event: Value,
  variables: Readonly<Record<string, unknown>> = {},
): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ['tasks_for', string(tasksFor)],
    ['event', event],
    ['taskcluster_root_url', string(ROOT_URL)],
    ['now', string(NOW)],
    ...Object.entries(variables).map(([name, value]) => [name, fromJson(value)] as const),
    ['as_slugid', AS_SLUGID],
  ]);
}

/** Equal labels get equal ids and different labels different ones, regardless of earlier calls. */
const AS_SLUGID = functionValue('as_slugid', {
  gives: ['string'],
  summary: 'The task id for a label.',
  // The service stores the ids under the labels converted to JavaScript strings.
  call: ([label]) => string(slugid(String(label && toPlain(label)))),
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** An id that looks like a slugid; its ten free characters are two FNV-1a hashes of the label. */
export function slugid(label: string): string {
  let [a, b] = [0x811c9dc5, 0x1234567];
  for (let i = 0; i < label.length; i++) {
    a = Math.imul(a ^ label.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ label.charCodeAt(i), 0x01000193);
  }
  const digits = [a, b].flatMap((hash) => [0, 6, 12, 18, 24].map((shift) => ALPHABET[(hash >>> shift) & 63]));
  return `AAAAAAAAQAC${digits.join('')}A`;
}
