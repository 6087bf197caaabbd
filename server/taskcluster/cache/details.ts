import type { Slot } from './cache-entry.js';
import type { Entry } from './pools.js';
import type { Wants } from './wants.js';

/** What is asked about a pool besides its definition and its queue. */
export type Detail = Extract<keyof Wants, 'errors' | 'launchConfigs' | 'workers'>;

/** What the answer to such a question holds. */
export type DetailValue<What extends Detail> = Entry[What] extends Slot<infer T> ? T : never;

/** How long answers stay fresh, in milliseconds. */
export const DEFINITION_TTL = 300_000;
export const COUNT_TTL = 60_000;

export const DETAIL_TTL: Readonly<Record<Detail, number>> = {
  errors: DEFINITION_TTL,
  launchConfigs: DEFINITION_TTL,
  workers: COUNT_TTL,
};

export const DETAILS = Object.keys(DETAIL_TTL) as readonly Detail[];
