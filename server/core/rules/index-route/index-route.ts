import { errorMessage } from '../../services/service-error.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const indexRoute: Rule = {
  id: 'index-route',
  summary: 'A route that the index drops without a word.',
  severity: 'warning',
  foresee: SILENT_IF_ACCEPTED,
  *check({ serviceErrors }) {
    for (const error of serviceErrors()) {
      if (error.rule !== 'index-route') continue;
      const { span, fixes, events } = error;
      // A name of a branch may do where that of a tag does not, and its author may not care for tags.
      yield { message: errorMessage(error), span, fixes, ...(events && { severity: 'hint' }) };
    }
  },
};
