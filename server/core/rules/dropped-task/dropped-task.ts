import { findEntry, hasKey, type MapNode, resolveAlias } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { firstKey } from '../spans.js';

export const droppedTask: Rule = {
  id: 'dropped-task',
  summary: 'A version 0 task that the GitHub service never creates.',
  severity: 'warning',
  foresee: ALWAYS_SILENT,
  *check({ model }) {
    if (model.kind !== 'taskcluster-yml-v0') return;
    for (const variant of model.tasks) {
      const extra = variant.shape.fields.get('extra')?.entry.value;
      const github = extra && child(extra, 'github');
      if (variant.role === 'dropped') {
        yield {
          message:
            'This task is never created: version 0 only creates a task for the events listed in its extra.github.events.',
          span: firstKey(variant),
        };
      } else if (github && hasKey(github, 'branches') && hasKey(github, 'excludeBranches')) {
        const { start, end } = findEntry(github, 'excludeBranches')?.key ?? firstKey(variant);
        yield {
          message: 'A task with both branches and excludeBranches is never created. Keep only one of them.',
          span: { start, end },
        };
      }
    }
  },
};

function child(node: Parameters<typeof resolveAlias>[0], key: string): MapNode | undefined {
  const map = resolveAlias(node);
  const value = map?.kind === 'map' ? findEntry(map, key)?.value : undefined;
  const inner = value && resolveAlias(value);
  return inner?.kind === 'map' ? inner : undefined;
}
