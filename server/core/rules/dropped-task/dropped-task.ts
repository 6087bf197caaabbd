import { findEntry, hasKey, type MapNode, resolveAlias } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { firstKey } from '../spans.js';

export const droppedTask: Rule = {
  id: 'dropped-task',
  summary: 'A task of version 0 that the GitHub service never makes.',
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
            'This task is never made: version 0 makes a task only for the events that its extra.github.events names.',
          span: firstKey(variant),
        };
      } else if (github && hasKey(github, 'branches') && hasKey(github, 'excludeBranches')) {
        const { start, end } = findEntry(github, 'excludeBranches')?.key ?? firstKey(variant);
        yield {
          message: 'A task with both branches and excludeBranches is never made. Keep one of them.',
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
