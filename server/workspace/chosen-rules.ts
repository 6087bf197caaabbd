import type { Finding, Fix } from '../core/base/finding.js';
import { RULE_IDS, type RuleId } from '../core/base/rule-ids.js';
import type { Config } from '../core/config/config.js';
import { MIGRATION_RULES } from '../core/rules/migration-rules.js';
import { SUPPRESSION_MARK } from '../core/suppressions/suppression.js';

/**
 * The rules whose problems are to be fixed, by name: then their only suggestions are used too. Undefined: all rules, with safe
 * fixes only.
 */
export type ChosenRules = readonly RuleId[] | undefined;

/** The rules of the migration to `taskQueueId`, chosen by name. */
export const TO_MIGRATE: ChosenRules = [...MIGRATION_RULES];

/** Whether problems of a rule are to be fixed. No other rules have safe fixes. */
export function isChosen(rule: RuleId, rules: ChosenRules): boolean {
  return rules ? rules.includes(rule) : MIGRATION_RULES.has(rule) || rule === 'unused-suppression';
}

/** Whether nothing but the migration is wanted in a text. Which comments silence nothing depends on all rules. */
export function isOnlyMigration(rules: ChosenRules, text: string): boolean {
  return rules ? rules.every((rule) => MIGRATION_RULES.has(rule)) : !text.includes(SUPPRESSION_MARK);
}

/**
 * The configuration under which the chosen problems of a text show. Naming a rule counts more than turning it off. If only the migration
 * is wanted, all else is off but what says whether a text can be read: most of an analysis is saved.
 */
export function configFor(config: Config, rules: ChosenRules, text: string): Config {
  const isOnly = isOnlyMigration(rules, text);
  const levels = RULE_IDS.flatMap((rule) => {
    if (isOnly && rule !== 'syntax' && !isChosen(rule, rules)) return [[rule, 'off'] as const];
    const level = config.rules[rule];
    return level === undefined || (level === 'off' && rules?.includes(rule)) ? [] : [[rule, level] as const];
  });
  return { ...config, rules: Object.fromEntries(levels) };
}

/**
 * The fix of a finding that needs no choice: a safe one, or, if the rule was chosen by name, the only suggestion. A suggestion
 * whose result is as wrong as before, or that is a guess, does not count.
 */
export function fixOf({ fixes }: Pick<Finding<'document'>, 'fixes'>, rules: ChosenRules): Fix<'document'> | undefined {
  const safe = fixes.find(({ safety }) => safety === 'safe');
  const [first, second] = fixes;
  return safe ?? (rules && first && !second && !first.keepsMistake && !first.isGuess ? first : undefined);
}

/** Why a problem stays that has no such fix. */
export function whyNoFix(
  { fixes, message }: Pick<Finding<'document'>, 'fixes' | 'message'>,
  rules: ChosenRules,
): string {
  if (fixes.length === 0) return `there is no fix for it: ${message}`;
  if (fixes.length > 1) return `there are ${fixes.length} ways to fix it: choose one in an editor`;
  if (!rules) return 'its fix is a suggestion';
  return fixes[0]?.isGuess ? 'its fix is a guess: look at it in an editor' : 'its fix would leave another mistake';
}
