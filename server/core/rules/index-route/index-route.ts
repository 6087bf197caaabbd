import { issueMessage } from '../../services/issue.js';
import { SILENT_IF_ACCEPTED } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const indexRoute: Rule = {
  id: 'index-route',
  summary: 'A route that the index silently drops.',
  severity: 'warning',
  foresee: SILENT_IF_ACCEPTED,
  *check({ judgement }) {
    for (const issue of judgement()) {
      if (issue.rule !== 'index-route') continue;
      const { span, fixes, events } = issue;
      // A branch name may work where a tag name does not, and the author may not care about tags.
      yield { message: issueMessage(issue), span, fixes, ...(events && { severity: 'hint' }) };
    }
  },
};
