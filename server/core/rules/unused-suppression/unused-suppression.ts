import { didYouMean } from '../../base/did-you-mean.js';
import type { Finding, Fix } from '../../base/finding.js';
import { quote } from '../../base/quote.js';
import { isRuleId, RULE_IDS, type RuleId } from '../../base/rule-ids.js';
import type { Config } from '../../config/config.js';
import {
  DIRECTIVES,
  type NamedRule,
  REASON_MARK,
  type Scope,
  type Suppression,
} from '../../suppressions/suppression.js';
import { LIVE_RULES } from '../live-registry.js';
import { listWords } from '../live-support.js';
import type { Rule, RuleFinding } from '../rule.js';
import { toFinding } from '../run.js';
import { removeComment, removeName } from './remove.js';

/** A comment in the part of a document that it stands in, in the offsets of that part. */
export interface CheckedSuppression {
  readonly text: string;
  readonly suppression: Suppression;
  /** Whether it silences a finding of a rule. Undefined if that cannot be known, as in a text that cannot be read. */
  silences(rule: RuleId): boolean | undefined;
}

/** Its findings depend on those of all other rules, so it is not run like them. */
export const unusedSuppression: Omit<Rule, 'check'> = {
  id: 'unused-suppression',
  summary: 'A comment that should silence a finding, and silences none or does not say why.',
  severity: 'warning',
};

/** What is wrong with a comment that should silence findings. */
export function checkSuppression(checked: CheckedSuppression, config: Config): Finding[] {
  if (config.rules['unused-suppression'] === 'off') return [];
  return [...problemsOf(checked, config)].flatMap((found) => toFinding(unusedSuppression, found, config) ?? []);
}

function* problemsOf(checked: CheckedSuppression, config: Config): Iterable<RuleFinding> {
  const { scope, rules, directive, reason } = checked.suppression;
  if (scope === undefined) {
    const meant = didYouMean(directive.text, Object.values(DIRECTIVES));
    const known = listWords(Object.values(DIRECTIVES), 'or');
    yield {
      message: `${quote(directive.text)} is not a directive${meant ? `: did you mean ${quote(meant)}?` : `. Use ${known}.`}`,
      span: directive.span,
      fixes: meant ? [replacement(directive.span, meant)] : [],
    };
    return;
  }
  if (rules.length === 0) {
    yield { message: 'This comment names no rule, so it silences nothing.', span: checked.suppression.span };
    return;
  }
  for (const rule of rules) yield* problemsOfName(rule, scope);
  yield* unused(checked, scope, config);
  // Where only the mark is missing, there is one mistake, not two.
  if (reason === undefined && !rules.some(({ name }) => ruleBeforeWords(name)))
    yield {
      message: `This comment does not say why: add a reason after ${quote(REASON_MARK)}.`,
      span: checked.suppression.span,
    };
}

function* problemsOfName({ name, span }: NamedRule, scope: Scope): Iterable<RuleFinding> {
  if (isRuleId(name)) {
    if (name === 'syntax' && scope !== 'file')
      yield { message: `The rule "syntax" can only be silenced with ${quote(DIRECTIVES.file)}.`, span };
    return;
  }
  const says = `${quote(name)} is not a rule`;
  const meant = didYouMean(name, RULE_IDS);
  const first = ruleBeforeWords(name);
  if (meant) yield { message: `${says}: did you mean ${quote(meant)}?`, span, fixes: [replacement(span, meant)] };
  else if (first) {
    const advice = `Separate rules with "," and put ${quote(REASON_MARK)} before the reason.`;
    const end = { start: span.start + first.length, end: span.start + first.length };
    const edits = [{ span: end, newText: ` ${REASON_MARK}` }];
    const title = `Write ${REASON_MARK} before the reason`;
    yield { message: `${says}. ${advice}`, span, fixes: [{ title, safety: 'suggestion', edits }] };
  } else yield { message: `${says}.`, span };
}

/** The rule with which a name begins that goes on with other words, as if a reason followed without its mark. */
function ruleBeforeWords(name: string): RuleId | undefined {
  const [, first = ''] = /^(\S+)\s/.exec(name) ?? [];
  return isRuleId(first) ? first : undefined;
}

function replacement(span: NamedRule['span'], meant: string): Fix {
  return { title: `Change to ${meant}`, safety: 'suggestion', edits: [{ span, newText: meant }] };
}

const WHERE: Readonly<Record<Scope, string>> = { 'next-line': 'the next line', line: 'this line', file: 'this file' };

/** The whole comment if none of its rules finds anything, else each rule that does not. */
function* unused(
  { text, suppression, silences }: CheckedSuppression,
  scope: Scope,
  config: Config,
): Iterable<RuleFinding> {
  const idle = suppression.rules.filter(
    ({ name }) => isRuleId(name) && !mayFindMore(name, scope, config) && silences(name) === false,
  );
  if (idle.length === 0) return;
  const isWhole = idle.length === suppression.rules.length;
  for (const names of isWhole ? [idle] : idle.map((one) => [one])) {
    const [first] = names;
    if (!first) continue;
    const words = `the rule${names.length === 1 ? '' : 's'} ${listWords(
      names.map(({ name }) => name),
      'and',
    )}`;
    const edit = isWhole ? removeComment(text, suppression.span) : removeName(suppression.rules, first);
    const title = isWhole ? 'Remove the comment' : `Remove ${first.name} from the comment`;
    yield {
      message: `Unused suppression: ${words} find${names.length === 1 ? 's' : ''} nothing in ${WHERE[scope]}.`,
      span: isWhole ? suppression.span : first.span,
      tags: ['unnecessary'],
      fixes: edit ? [{ title, safety: 'safe', edits: [edit] }] : [],
    };
  }
}

/** Rules that depend on what a deployment knows, or that are about these comments or the limits of the analysis. */
const NEVER_UNUSED: ReadonlySet<RuleId> = new Set<RuleId>([
  ...LIVE_RULES.map(({ id }) => id),
  'unused-suppression',
  'limits',
]);

/** Whether a rule may find more than it did here: elsewhere, with other settings, or once a text can be read. */
function mayFindMore(rule: RuleId, scope: Scope, { rules, maxTaskDeadlineDays }: Config): boolean {
  if (NEVER_UNUSED.has(rule) || rules[rule] === 'off') return true;
  if (rule === 'syntax') return scope !== 'file';
  return rule === 'time-order' && maxTaskDeadlineDays === undefined;
}
