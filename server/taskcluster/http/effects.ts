import type { Transport } from './transport.js';

/** The side effects that the client needs. */
export interface Effects {
  readonly transport: Transport;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  /** Waits a number of milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}
