import type { ServiceError } from '../service-error.js';

/** A mistake that occurs for some event. `severity` is set if it is not an error even when it occurs for a push. */
export type Mistake = Pick<ServiceError, 'rule' | 'message' | 'span' | 'severity'> &
  Partial<Pick<ServiceError, 'fixes'>> & {
    /** The property of the body that is read, and not there: `pusher.email`. */
    readonly read?: string;
  };
