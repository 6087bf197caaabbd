import { cronError } from '../../services/hooks/cron.js';
import { readHook } from '../../services/hooks/read-hook.js';
import { resolveAlias } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const hookSchedule: Rule = {
  id: 'hook-schedule',
  summary: 'The schedule of a hook contains something that is not a cron expression.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  *check({ model }) {
    for (const hook of model.hooks) {
      for (const item of readHook(hook).schedule) {
        const node = resolveAlias(item);
        const message = node?.kind === 'scalar' && node.type === 'string' ? cronError(node.text) : undefined;
        if (message) yield { message, span: { start: item.start, end: item.end } };
      }
    }
  },
};
