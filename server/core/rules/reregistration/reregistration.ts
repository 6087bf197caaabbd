import { durationWords } from '../../base/duration.js';
import type { Fix, Severity } from '../../base/finding.js';
import type { Span } from '../../base/text.js';
import type { Sunset } from '../../config/config.js';
import { DEFAULT_REREGISTRATION_TIMEOUT } from '../../deployment/lifecycle.js';
import { insertKeys } from '../../edit/insert-entry.js';
import { locate } from '../../jsone/located-value.js';
import { isKnownMapping, isUnknown } from '../../jsone/static-value.js';
import { inside, type PoolData, type PoolReading } from '../../services/worker-manager/read-pool.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { withServiceErrors } from '../service-errors.js';
import { strayLifecycle } from './stray.js';
import { lifecycleWarnings } from './values.js';

export const reregistration: Rule = {
  id: 'reregistration',
  summary: 'A worker pool that does not configure re-registration, or not in a way that works.',
  severity: 'info',
  foresee: ALWAYS_SILENT,
  check: (context) => {
    const refused = withServiceErrors(context, 'reregistration', []).map(
      (finding): RuleFinding => ({ ...finding, severity: 'error' }),
    );
    return [...refused, ...once(context, refused)];
  },
};

/** What the rule itself finds, each place once, and nothing where the service already rejects something. */
function* once(context: RuleContext, refused: readonly RuleFinding[]): Iterable<RuleFinding> {
  const seen = new Set(refused.map(({ span }) => span.start));
  for (const pool of context.pools()) {
    for (const finding of judge(context, pool, refused)) {
      if (!seen.has(finding.span.start)) yield finding;
      seen.add(finding.span.start);
    }
  }
}

function* judge(
  { model, sunset }: RuleContext,
  pool: PoolReading,
  refused: readonly RuleFinding[],
): Iterable<RuleFinding> {
  const { variant, config } = pool;
  if (!config || variant.provider === 'null') return;
  const stray = strayLifecycle(pool);
  yield* stray;
  const lifecycle = inside(config, 'lifecycle', variant.lifecycleOwner);
  if (lifecycle) yield* lifecycleWarnings(model.tree, config, lifecycle);
  const within = (span: Span): boolean => span.start >= variant.map.start && span.start <= variant.map.end;
  // A lifecycle in the wrong place, or with the wrong name, is a separate mistake.
  if (stray.length > 0 || refused.some(({ span }) => within(span))) return;
  if (isAbsent(pool, config, lifecycle)) yield absence(model.tree, pool, config, lifecycle, sunset);
}

/** Whether the pool's workers re-register, and it is not configured how. */
function isAbsent({ variant }: PoolReading, config: PoolData, lifecycle: PoolData | undefined): boolean {
  const cloud = ['launchConfigs', 'minCapacity', 'maxCapacity'].some((key) => key in config.value);
  if (variant.inheritsLifecycle || (variant.provider === undefined && !cloud)) return false;
  const { lifecycle: value } = config.value;
  if (value === undefined) return !config.open.has(config.value);
  return (
    isKnownMapping(value) && !isUnknown(value) && !('reregistrationTimeout' in value) && !lifecycle?.open.has(value)
  );
}

/** How many days before its retirement a pool deserves a warning. */
const SOON = 90;

function absence(
  tree: SyntaxTree,
  { variant }: PoolReading,
  config: PoolData,
  lifecycle: PoolData | undefined,
  sunset: Sunset | undefined,
): RuleFinding {
  const owner = lifecycle && locate(config, ['lifecycle']).entry?.key;
  const { start, end } = owner ?? variant.place;
  const span = { start, end };
  // The service stores any lifecycle of a cloud pool with the default filled in, so it looks as if the pool had set it.
  if (lifecycle && variant.provider !== 'static') {
    const message = `The lifecycle omits reregistrationTimeout, so worker-manager stores it with ${DEFAULT_REREGISTRATION_TIMEOUT} (${durationWords(DEFAULT_REREGISTRATION_TIMEOUT)}), the default.`;
    return { message, span, severity: 'info', fixes: fixes(tree, config, lifecycle) };
  }
  const says = `The pool does not set how long its workers' credentials last (${variant.layout === 'community' ? '' : 'config.'}lifecycle.reregistrationTimeout), so they re-register every 4 days, the default.`;
  const { severity, more } = retirement(sunset);
  return {
    message: more ? `${says} ${more}` : says,
    span,
    severity,
    fixes: fixes(tree, config, lifecycle),
  };
}

function retirement(sunset: Sunset | undefined): { severity: Severity; more?: string } {
  if (!sunset) return { severity: 'info' };
  const { date, daysLeft } = sunset;
  if (daysLeft <= 0) {
    return { severity: 'error', more: `Since ${date} this deployment retires such pools.` };
  }
  const days = daysLeft === 1 ? 'in 1 day' : `in ${daysLeft} days`;
  const more = `From ${date} on (${days}) this deployment retires such pools.`;
  return { severity: daysLeft <= SOON ? 'warning' : 'info', more };
}

/** Writes out the default. The service behaves as before, but whether the file should say so is its author's choice. */
function fixes(tree: SyntaxTree, config: PoolData, lifecycle: PoolData | undefined): Fix[] {
  const place = locate(config, lifecycle ? ['lifecycle'] : []);
  const map = place.maps.at(-1);
  if (!map || place.maps.length > 1) return [];
  const reregistrationTimeout = DEFAULT_REREGISTRATION_TIMEOUT;
  const edit = lifecycle
    ? insertKeys(tree, map, [['reregistrationTimeout', { data: reregistrationTimeout }]])
    : insertKeys(tree, map, [['lifecycle', { data: { reregistrationTimeout } }]]);
  const title = `Add reregistrationTimeout: ${reregistrationTimeout} (${durationWords(DEFAULT_REREGISTRATION_TIMEOUT)}, the default)`;
  return edit ? [{ title, safety: 'suggestion', edits: [edit] }] : [];
}
