import { durationWords } from '../../base/duration.js';
import { DEFAULT_REREGISTRATION_TIMEOUT, SHORTEST_REREGISTRATION_TIMEOUT } from '../../deployment/lifecycle.js';
import { locate, valueSpan } from '../../jsone/located-value.js';
import { isUnknown } from '../../jsone/static-value.js';
import type { PoolData } from '../../services/worker-manager/read-pool.js';
import type { SyntaxTree } from '../../syntax/node.js';
import type { RuleFinding } from '../rule.js';

/** Lifecycle values that the schema accepts but that do not do what their author meant. */
export function* lifecycleWarnings(tree: SyntaxTree, config: PoolData, { value }: PoolData): Iterable<RuleFinding> {
  const { reregistrationTimeout: again, registrationTimeout: first } = value;
  const at = (key: string, message: string): RuleFinding => ({
    message,
    severity: 'warning',
    span: valueSpan(tree.text, locate(config, ['lifecycle', key])),
  });
  if (Number.isInteger(again)) {
    const message = ofReregistration(Number(again));
    if (message) yield at('reregistrationTimeout', message);
  }
  if (!Number.isInteger(first) || isUnknown(again)) return;
  const limit = Number.isInteger(again) && Number(again) > 0 ? Number(again) : DEFAULT_REREGISTRATION_TIMEOUT;
  const message = ofRegistration(Number(first), limit, limit === again);
  if (message) yield at('registrationTimeout', message);
}

function ofReregistration(seconds: number): string | undefined {
  const usual = `${DEFAULT_REREGISTRATION_TIMEOUT} (4 days) is usual`;
  if (seconds === 0) {
    return `reregistrationTimeout is 0, which the service treats as not set: credentials last ${durationWords(DEFAULT_REREGISTRATION_TIMEOUT)}. Write the time in seconds; ${usual}.`;
  }
  if (seconds < 0) {
    return `reregistrationTimeout is ${seconds}, so credentials have already expired when they are issued, and no worker can register. Write the time in seconds; ${usual}.`;
  }
  if (seconds < SHORTEST_REREGISTRATION_TIMEOUT) {
    return `reregistrationTimeout is ${seconds} (${durationWords(seconds)}), which leaves workers hardly any time to renew their credentials. Use at least ${SHORTEST_REREGISTRATION_TIMEOUT} (${durationWords(SHORTEST_REREGISTRATION_TIMEOUT)}); ${usual}.`;
  }
  return undefined;
}

function ofRegistration(seconds: number, limit: number, isOwn: boolean): string | undefined {
  if (seconds === 0) return 'registrationTimeout is 0, which the service treats as not set. Remove it.';
  if (seconds < 0) {
    return `registrationTimeout is ${seconds}, so a new worker is terminated before it can register. Write the time in seconds that it may take to start.`;
  }
  if (seconds < limit) return undefined;
  const other = isOwn
    ? `reregistrationTimeout, which is ${limit}`
    : `reregistrationTimeout, which is ${limit} by default`;
  return `registrationTimeout is ${seconds}, not below ${other}: it has no effect. Lower it, or remove it.`;
}
