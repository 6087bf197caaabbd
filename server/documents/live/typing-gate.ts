import type { Knowledge, Known } from '../../core/deployment/knowledge.js';
import type { Schedule } from './timer.js';

/** What is known, for readers that look at every key: an id that is being written is not asked about letter by letter. */
export interface TypingGate {
  knowledge(): Knowledge;
  /** A key was pressed. */
  typed(): void;
}

export interface TypingGateOptions {
  readonly knowledge: () => Knowledge;
  readonly schedule: Schedule;
  /** Nobody types any more, and these pools were passed over. Those that still stand somewhere are worth a look. */
  readonly onQuiet: (workerPoolIds: ReadonlySet<string>) => void;
}

/** After so many milliseconds without a key an id counts as written. */
export const QUIET = 500;
/** More ids than these nobody writes; then they are learned anew. */
const MOST_MET = 10_000;

/** Passes over pools that turn up while somebody types: nothing is known of them, until there is a pause. */
export function createTypingGate({ knowledge, schedule, onQuiet }: TypingGateOptions): TypingGate {
  let of: Knowledge | undefined;
  let met = new Set<string>();
  let passedOver = new Set<string>();
  let cancel: (() => void) | undefined;

  /** Whether a pool may be read now. */
  const mayRead = (id: string): boolean => {
    if (met.has(id)) return true;
    if (cancel) {
      passedOver.add(id);
      return false;
    }
    if (met.size >= MOST_MET) met.clear();
    met.add(id);
    return true;
  };
  const quiet = (): void => {
    cancel = undefined;
    const ids = passedOver;
    passedOver = new Set();
    if (ids.size > 0) onQuiet(ids);
  };

  return {
    knowledge() {
      const known = knowledge();
      if (known.rootUrl === undefined) return known;
      if (of !== known) met = new Set();
      of = known;
      return {
        generation: known.generation,
        rootUrl: known.rootUrl,
        pool: (id) => (mayRead(id) ? known.pool(id) : NOT_YET),
        queue: (id) => (mayRead(id) ? known.queue(id) : NOT_YET),
        errors: (id) => (mayRead(id) ? known.errors(id) : NOT_YET),
        poolIds: known.poolIds,
        providers: known.providers,
      };
    },
    typed() {
      cancel?.();
      cancel = schedule(QUIET, quiet);
    },
  };
}

const NOT_YET: Known<never> = { state: 'unknown', why: 'loading' };
