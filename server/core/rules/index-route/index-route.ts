import { errorMessage } from '../../services/service-error.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const indexRoute: Rule = {
  id: 'index-route',
  summary: 'A route that the index silently drops.',
  severity: 'warning',
  foresee: SILENT_IF_ACCEPTED,
  *check({ serviceErrors }) {
    for (const error of serviceErrors()) {
      if (error.rule !== 'index-route') continue;
      const { span, fixes, events } = error;
      // A branch name may work where a tag name does not, and the author may not care about tags.
      yield { message: errorMessage(error), span, fixes, ...(events && { severity: 'hint' }) };
    }
  },
};
