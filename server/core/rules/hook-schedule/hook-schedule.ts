import { cronProblem } from '../../services/hooks/cron.js';
import { findEntry, resolveAlias } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const hookSchedule: Rule = {
  id: 'hook-schedule',
  summary: 'The schedule of a hook contains something that is not a cron expression.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  *check({ model }) {
    if (model.kind !== 'hook') return;
    for (const root of model.tree.roots) {
      const hook = resolveAlias(root);
      const schedule = hook?.kind === 'map' ? findEntry(hook, 'schedule')?.value : undefined;
      const list = schedule && resolveAlias(schedule);
      for (const item of list?.kind === 'seq' ? list.items : []) {
        const node = resolveAlias(item);
        const message = node?.kind === 'scalar' && node.type === 'string' ? cronProblem(node.text) : undefined;
        if (message) yield { message, span: { start: item.start, end: item.end } };
      }
    }
  },
};
