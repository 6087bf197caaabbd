import type { ServiceError } from '../service-error.js';

/** A mistake that shows for some event. `severity`: where even a push that shows it makes no error of it. */
export type Mistake = Pick<ServiceError, 'rule' | 'message' | 'span' | 'severity'> &
  Partial<Pick<ServiceError, 'fixes'>>;
