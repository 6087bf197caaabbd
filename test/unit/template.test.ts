import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lineIndex, type Span } from '../../server/core/base/text.js';
import { applyEdits, mergeEditGroups } from '../../server/core/base/text-edit.js';
import { checkParameters, checkTemplate, type TemplateProblem } from '../../server/core/jsone/check/check.js';
import { GITHUB_CONTEXT, HOOK_CONTEXT } from '../../server/core/jsone/check/contexts.js';
import { problemFixes } from '../../server/core/services/problem-fixes.js';
import type { SyntaxTree } from '../../server/core/syntax/node.js';
import { parse } from '../../server/core/syntax/parse.js';

const CASES = 'server/core/jsone/check/cases.md';

interface Case {
  readonly title: string;
  readonly language: string;
  readonly text: string;
  /** The findings as `describe` gives them. */
  readonly expected: readonly string[];
  readonly repaired: string | undefined;
}

/** Reads the cases: a heading, a block with marks, and the block after the repairs where there are any. */
function readCases(markdown: string): Case[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const title = part.slice(0, part.indexOf('\n'));
      const [block, repaired] = [...part.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)];
      assert.ok(block, title);
      const kept: string[] = [];
      const expected: string[] = [];
      for (const line of (block[2] ?? '').split('\n')) {
        const mark = /^( *)(\^+) (.*)$/.exec(line);
        if (!mark) kept.push(line);
        else {
          const from = mark[1]?.length ?? 0;
          expected.push(`${kept.length}:${from}-${from + (mark[2]?.length ?? 0)} ${mark[3]}`);
        }
      }
      return { title, language: block[1] ?? '', text: kept.join('\n'), expected, repaired: repaired?.[2] };
    });
}

const treeOf = (language: string, text: string): SyntaxTree => parse(text, language === 'json' ? 'json' : 'yaml');

function check(language: string, text: string): TemplateProblem[] {
  return treeOf(language, text).roots.flatMap((root) =>
    language === 'yaml v0' ? checkParameters(root, text) : checkTemplate(root, text, { variables: GITHUB_CONTEXT }),
  );
}

function place(text: string, span: Span): string {
  const { start, end } = lineIndex(text).rangeOf(span);
  const lineEnd = text.split(/\r?\n/)[start.line]?.length ?? 0;
  return `${start.line + 1}:${start.character}-${end.line === start.line ? end.character : lineEnd}`;
}

const describeAll = (text: string, problems: readonly TemplateProblem[]): string[] =>
  problems.map(({ span, message }) => `${place(text, span)} ${message}`);

/** The text after the first fix of each problem, but for those that overlap one before. */
function repair(language: string, text: string, problems: readonly TemplateProblem[]): string {
  const tree = treeOf(language, text);
  const fixes = problems.flatMap((problem) => problemFixes(tree, problem).slice(0, 1));
  return applyEdits(text, mergeEditGroups(fixes.map(({ edits }) => edits)));
}

describe('mistakes in templates', () => {
  for (const { title, language, text, expected, repaired } of readCases(readFileSync(CASES, 'utf8'))) {
    it(title, () => {
      const problems = check(language, text);
      assert.deepEqual(describeAll(text, problems), expected);
      assert.equal(repair(language, text, problems), repaired ?? text);
      const windows = text.replaceAll('\n', '\r\n');
      const there = check(language, windows);
      assert.deepEqual(describeAll(windows, there), expected);
      assert.equal(repair(language, windows, there), (repaired ?? text).replaceAll('\n', '\r\n'));
    });
  }

  const messages = (text: string, options: Partial<Parameters<typeof checkTemplate>[2]>): string[] => {
    const [root] = parse(text, 'yaml').roots;
    assert.ok(root);
    return checkTemplate(root, text, { variables: GITHUB_CONTEXT, ...options }).map((p) => p.message);
  };

  it('what the service takes out before it renders is left alone', () => {
    const text = 'hooks:\n- name: $' + '{x}\na:\n  hooks: $' + '{y}';
    assert.deepEqual(messages(text, { without: ['version', 'hooks'] }), [
      'There is no variable "y" here. For a literal $' + '{y}, write $$' + '{y}.',
    ]);
  });

  it('the context is the caller’s', () => {
    assert.deepEqual(messages('{$eval: firedBy}', { variables: HOOK_CONTEXT }), []);
    assert.equal(messages('{$eval: firedBy}', {}).length, 1);
  });

  it('the repair of a shell variable leaves it to the shell, wherever it stands', () => {
    for (const text of [
      'a: cd  $' + '{X}',
      'a: "\\t$' + '{X:-\\"a\\"}"',
      "a: 'b''  $" + "{X}'",
      'a: >\n  b\n  $' + '{X}\n',
    ]) {
      assert.equal(
        repair('yaml', text, check('yaml', text)),
        text.replace('$', () => '$$'),
      );
    }
  });

  describe('bounds', () => {
    const quick = (text: string): TemplateProblem[] => {
      const start = performance.now();
      const problems = check('yaml', text);
      assert.ok(performance.now() - start < 5_000, 'too slow');
      return problems;
    };

    it('deep expressions', () => {
      assert.deepEqual(quick(`a: {$eval: '${'('.repeat(20_000)}'}`), []);
      assert.deepEqual(quick(`a: $\{${'!'.repeat(20_000)}1}`), []);
      assert.deepEqual(quick(`a: {$eval: 'event${'.a'.repeat(20_000)}'}`), []);
      assert.deepEqual(quick(`a: {$eval: '1${' + 1'.repeat(20_000)}'}`), []);
    }).timeout(30_000);

    it('long strings full of mistakes', () => {
      assert.equal(quick(`a: '${'${X} '.repeat(20_000)}'`).length, 50);
      assert.equal(quick(`a: '${'${ '.repeat(20_000)}'`).length, 1);
      assert.equal(quick(`$eval: '${' '.repeat(100_000)}='`).length, 1);
      assert.equal(quick(`$fromNow: '1${' '.repeat(20_000)}x'`).length, 1);
      assert.equal(quick(`a:\n${'- {$fi: 1}\n'.repeat(5_000)}`).length, 1_000);
    }).timeout(30_000);

    it('aliases that make a small file large', () => {
      let text = 'a0: &a0 {$let: {x: 1}, in: {$eval: y}}\n';
      for (let i = 1; i < 40; i++) text += `a${i}: &a${i} {$let: {x${i}: 1}, in: [*a${i - 1}, *a${i - 1}]}\n`;
      assert.equal(quick(text).length, 1);
    }).timeout(30_000);
  });
});
