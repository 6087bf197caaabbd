import { locate, valueSpan } from '../../jsone/located-value.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import type { Path } from '../../schema/validate.js';
import type { PoolReading } from '../../services/worker-manager/read-pool.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule, RuleFinding } from '../rule.js';

export const workerPoolCapacity: Rule = {
  id: 'worker-pool-capacity',
  summary: 'A worker pool that can never run a task, or whose limits contradict each other.',
  severity: 'warning',
  foresee: ALWAYS_SILENT,
  *check({ model, pools }) {
    const seen = new Set<number>();
    for (const pool of pools()) {
      for (const finding of contradictions(model.tree, pool)) {
        // Several pools may share a config through an alias.
        if (!seen.has(finding.span.start)) yield finding;
        seen.add(finding.span.start);
      }
    }
  },
};

function* contradictions(tree: SyntaxTree, { variant, config }: PoolReading): Iterable<RuleFinding> {
  if (!config || variant.provider === 'null' || variant.provider === 'static') return;
  const { minCapacity: min, maxCapacity: max, launchConfigs } = config.value;
  const at = (path: Path, message: string): RuleFinding => ({
    message,
    span: valueSpan(tree.text, locate(config, path)),
  });
  if (isCount(min) && isCount(max) && min > max) {
    yield at(
      ['minCapacity'],
      `minCapacity is ${min}, but maxCapacity is only ${max}. Lower minCapacity or raise maxCapacity.`,
    );
  } else if (max === 0) {
    yield at(
      ['maxCapacity'],
      'maxCapacity is 0, so the pool never runs a task. Tasks for it wait until their deadline.',
    );
    return;
  }
  if (!Array.isArray(launchConfigs) || variant.layout === 'community' || variant.layout === 'fxci') return;
  if (launchConfigs.length === 0) {
    yield at(['launchConfigs'], 'launchConfigs is empty, so no worker can be created and the pool never runs a task.');
    return;
  }
  const weights = launchConfigs.map(weightOf);
  if (weights.every((weight) => weight === 0)) {
    const one = launchConfigs.length === 1;
    const message = `The initialWeight of ${one ? 'the only launch config' : 'every launch config'} is 0, so none is chosen and the pool never runs a task.`;
    yield at(['launchConfigs', 0, 'workerManager', 'initialWeight'], message);
  }
}

/** A limit that the schema accepts. */
function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function weightOf(launchConfig: unknown): unknown {
  const own = isKnownMapping(launchConfig) ? launchConfig.workerManager : undefined;
  return isKnownMapping(own) ? own.initialWeight : undefined;
}
