import type { Knowledge, Known } from '../../core/deployment/knowledge.js';
import type { Schedule } from './timer.js';

/** Knowledge for readers that run at every key: an id that is being typed is not looked up letter by letter. */
export interface TypingGate {
  knowledge(): Knowledge;
  /** A key was pressed. */
  typed(): void;
}

export interface TypingGateOptions {
  readonly knowledge: () => Knowledge;
  readonly schedule: Schedule;
  /** Typing has paused, and these pools were skipped. Those that are still in a document should be looked up now. */
  readonly onQuiet: (workerPoolIds: ReadonlySet<string>) => void;
}

/** After this many milliseconds without a key, an id counts as complete. */
export const QUIET = 500;
/** Nobody types more ids than this. Beyond it, the set starts over. */
const MOST_MET = 10_000;

/** Skips pools that first appear while the user is typing. They are unknown until there is a pause. */
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
        definitions: known.definitions,
        pool: (id) => (mayRead(id) ? known.pool(id) : NOT_YET),
        queue: (id) => (mayRead(id) ? known.queue(id) : NOT_YET),
        errors: (id) => (mayRead(id) ? known.errors(id) : NOT_YET),
        poolIds: known.poolIds,
        pools: known.pools,
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
