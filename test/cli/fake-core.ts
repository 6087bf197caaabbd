import type { Core } from '../../server/cli/engine.js';
import type { SourceDocument } from '../../server/core/base/document.js';
import type { Finding, Severity } from '../../server/core/base/finding.js';
import type { RuleId } from '../../server/core/base/rule-ids.js';
import type { QueueReference } from '../../server/core/references/queue-reference.js';

const WORDS: Readonly<Record<string, [RuleId, Severity]>> = {
  BAD: ['worker-type-format', 'error'],
  WARN: ['redundant-identifiers', 'warning'],
  INFO: ['limits', 'info'],
  MEND: ['redundant-identifiers', 'warning'],
  OLD: ['prefer-task-queue-id', 'hint'],
};

/** The rule of what a deployment lacks. */
const LIVE: RuleId = 'unknown-worker-pool';

/** The part of an analysis that says what comments silence. */
export const NOTHING_SILENCED = { suppressed: () => [], suppressions: [] };

/**
 * A core that the tests steer by words in the text: a text with `payload` is a task, each BAD, WARN, MEND, INFO and OLD is a
 * finding, @a/b names the pool a/b, which a deployment had better have, MEND and OLD have a fix, OLD migrates to NEW, KEEP is a pair that stays, and BUG makes it throw.
 */
export const fakeCore: Core = {
  analyze: (document) => {
    const kind = kindOf(document);
    if (kind === 'none') return { kind, findings: [], references: () => [], ...NOTHING_SILENCED };
    return {
      kind,
      findings: [...document.text.matchAll(/BAD|WARN|MEND|INFO|OLD/g)].map(finding),
      references: () => [...document.text.matchAll(/@([\w/]+)/g)].map(reference),
      ...NOTHING_SILENCED,
    };
  },
  definedPoolsIn: () => [],
  migrate: (document) => {
    const kind = kindOf(document);
    const { text } = document;
    if (kind === 'none') return { kind, text, converted: 0, left: [] };
    const left = [...text.matchAll(/KEEP/g)].map(({ index }) => ({
      span: { start: index, end: index + 4 },
      reason: 'it must stay',
    }));
    return { kind, text: text.replaceAll('OLD', 'NEW'), converted: text.split('OLD').length - 1, left };
  },
  fix: (document, config) => {
    const { converted, ...migration } = fakeCore.migrate(document, config);
    const left = migration.left.map((one) => ({ ...one, before: one.span, rule: LIVE, severity: 'error' as const }));
    return { ...migration, fixed: converted, left };
  },
  runLiveRules: (references, knowledge) =>
    references.flatMap(({ written, span }) => {
      const { state } = knowledge.pool(written);
      if (state !== 'absent') return [];
      return [{ rule: LIVE, severity: 'warning', message: `${written} is absent.`, span, fixable: false, fixes: [] }];
    }),
};

function kindOf({ text }: SourceDocument): 'task' | 'none' {
  if (text.includes('BUG')) throw new Error('a bug');
  return text.includes('payload') ? 'task' : 'none';
}

function reference(match: RegExpExecArray): QueueReference<'document'> {
  const [text, id = ''] = match;
  const span = { start: match.index, end: match.index + text.length };
  return { span, holder: span, how: 'taskQueueId', written: id, pools: { kind: 'exact', ids: [id] } };
}

function finding(match: RegExpExecArray): Finding<'document'> {
  const [word] = match;
  const [rule, severity] = WORDS[word] ?? ['syntax', 'error'];
  const span = { start: match.index, end: match.index + word.length };
  const fixes =
    word === 'OLD' || word === 'MEND'
      ? [{ title: 'Write NEW', safety: 'safe' as const, edits: [{ span, newText: 'NEW' }] }]
      : [];
  return { rule, severity, message: `${word} is found.`, span, fixable: fixes.length > 0, fixes };
}
