import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze } from '../../server/core/analyze.js';
import { migrate } from '../../server/core/apply-fixes.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { type Part, stringParts } from '../../server/core/jsone/strings.js';

/** Where `${expression}` ends, in the plainest way: one walk for each place. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"' || c === "'") {
      i = text.indexOf(c, i + 1);
      if (i < 0) return undefined;
    } else if ('{[('.includes(c)) depth++;
    else if (c === '}' && depth === 0) return i + 1;
    else if ('}])'.includes(c)) depth--;
  }
  return undefined;
}

/** The parts of a JSON-e string, in the plainest way. */
function plainly(text: string): Part[] {
  const parts: Part[] = [];
  const literal = (more: string): void => {
    const last = parts.at(-1);
    if (last?.kind === 'literal') parts.splice(-1, 1, { kind: 'literal', text: last.text + more });
    else parts.push({ kind: 'literal', text: more });
  };
  for (let i = 0; i < text.length; ) {
    const escaped = text.startsWith('$${', i);
    const end = !escaped && text.startsWith('${', i) ? endOf(text, i + 2) : undefined;
    if (end !== undefined) parts.push({ kind: 'interpolation', text: text.slice(i, end) });
    else literal(escaped ? '${' : text.charAt(i));
    i = end ?? i + (escaped ? 3 : 1);
  }
  return parts;
}

describe('strings with interpolations', () => {
  it('come apart as one walk for each interpolation takes them apart', () => {
    const segment = fc.constantFrom('${', '$${', '{', '}', '[', ']', '(', ')', '"', "'", 'a', '$');
    const text = fc.array(segment, { maxLength: 24 }).map((segments) => segments.join(''));
    fc.assert(
      fc.property(text, (string) => assert.deepEqual(stringParts(string, 'json-e'), plainly(string))),
      { numRuns: 5000 },
    );
  });

  const open: [string, 'json-e' | 'mustache' | 'any'][] = [
    ['${', 'json-e'],
    ['${{{', 'any'],
    ['${"', 'any'],
    ['{{', 'mustache'],
    ['{%', 'any'],
  ];
  for (const [mark, dialect] of open) {
    it(`of 100,000 times ${mark} are literal, but for an interpolation at their end`, () => {
      const text = mark.repeat(100_000);
      assert.deepEqual(stringParts(text, dialect), [{ kind: 'literal', text }]);
      const closed = stringParts(`${text}"\${x}`, dialect === 'mustache' ? 'json-e' : dialect);
      assert.deepEqual(closed.at(-1), { kind: 'interpolation', text: '${x}' });
    });
  }

  it('hold parameters and statements', () => {
    assert.deepEqual(
      stringParts('a{{ b }}c{% d %}{{ e', 'any').map(({ text }) => text),
      ['a', '{{ b }}', 'c', '{% d %}', '{{ e'],
    );
  });
});

const TIMES = 'created: "2030-01-01T00:00:00Z", deadline: "2030-01-01T01:00:00Z"';
const META = 'metadata: {name: n, description: d, owner: o@example.com, source: https://example.com}';

/** What is found in a text, as `rule: message`. */
function found(text: string, fileName = 'a.yml'): string[] {
  const { findings } = analyze({ fileName, syntax: 'yaml', text, selection: 'auto' }, DEFAULT_CONFIG);
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

/** `list`, doubled `times` times by variables, in JSON-e as a flow mapping of YAML. */
function doubled(list: string, times: number, double: (variable: string) => string): string {
  let template = `{$flattenDeep: {$eval: v${times}}}`;
  for (let i = times; i > 0; i--) template = `{$let: {v${i}: ${double(`{$eval: v${i - 1}}`)}}, in: ${template}}`;
  return `{$let: {v0: ${list}}, in: ${template}}`;
}

describe('templates that mean more than anybody can look at', function () {
  this.timeout(20_000);

  const hostile: [title: string, template: string][] = [
    ['lists in lists', doubled('[index.x]', 40, (v) => `[${v}, ${v}]`)],
    ['lists flattened at each level', doubled('[index.x]', 40, (v) => `{$flattenDeep: [${v}, ${v}]}`)],
    ['merged mappings', doubled('{a: 1}', 40, (v) => `{$merge: [${v}, ${v}]}`)],
    ['sorted lists', doubled('[index.x]', 40, (v) => `{$sort: [${v}, ${v}]}`)],
  ];
  for (const [title, template] of hostile) {
    it(`are unknown, and what stands beside them is judged: ${title}`, () => {
      const task = `{taskQueueId: a/B_, ${TIMES}, ${META}, payload: {}, routes: ${template}}`;
      assert.deepEqual(
        found(`- ${task}\n- {taskQueueId: a/b, ${TIMES}, ${META}, payload: 1}\n`).map((one) => one.split(':')[0]),
        ['task-queue-id-format', 'schema'],
      );
    });
  }

  it('are said to be too large where tasks are to come of them', () => {
    for (const [, template] of hostile.slice(0, 2)) {
      const [limits] = found(`version: 1\ntasks: ${template}\n`, '.taskcluster.yml');
      assert.match(limits ?? '', /^limits: This template is too large/);
    }
  });

  it('do not keep many such tasks from being judged', () => {
    const [, template] = hostile[0] ?? [];
    const task = (payload: string) =>
      `- {taskQueueId: a/b, ${TIMES}, ${META}, payload: ${payload}, routes: ${template}}\n`;
    assert.deepEqual(
      found(task('{}').repeat(20) + task('1')).map((one) => one.split(':')[0]),
      ['schema'],
    );
  });

  it('are not those that only have many tasks with much in common', () => {
    const tasks = Array.from({ length: 500 }, (_, n) => {
      const payload = n === 499 ? '1' : '{}';
      return `  - $merge: [{$eval: base}, {$if: 'tasks_for == "github-push"', then: {payload: ${payload}}, else: {payload: {}}}]\n`;
    });
    const text = `version: 1\ntasks:\n  $let:\n    base: {taskQueueId: a/b, ${TIMES}, ${META}}\n  in:\n${tasks.join('').replace(/^/gm, '  ').trimEnd()}\n`;
    const said = found(text, '.taskcluster.yml');
    assert.deepEqual(said.filter((one) => one.startsWith('schema')).length, 1, said.join('\n'));
  });
});

describe('templates in which a pair is everywhere', () => {
  const PAIR = `{provisionerId: a, workerType: b, ${TIMES}, ${META}, payload: {}}`;
  const doubled: [string, (before: string) => string][] = [
    ['lists of lists', (v) => `[{$eval: ${v}}, {$eval: ${v}}]`],
    ['flat lists', (v) => `{$flattenDeep: [{$eval: '[${v}]'}, {$eval: '[${v}]'}]}`],
    ['mappings', (v) => `{a: {$eval: ${v}}, b: {$eval: ${v}}}`],
    ['branches', (v) => `{$if: x, then: {a: {$eval: ${v}}}, else: {a: [{$eval: ${v}}]}}`],
    ['merges', (v) => `{$mergeDeep: [{a: {$eval: ${v}}}, {a: {$eval: ${v}}}]}`],
    ['loops', (v) => `{$map: [{$eval: ${v}}, {$eval: ${v}}], 'each(i)': [{$eval: i}, {$eval: i}]}`],
    ['comparisons', (v) => `{$eval: '[${v} == ${v}, ${v}]'}`],
    ['steps', (v) => `{$reduce: [{$eval: ${v}}, {$eval: ${v}}], 'each(s, i)': [{$eval: s}, {$eval: i}], initial: []}`],
  ];
  for (const [what, twice] of doubled) {
    it(`are followed to an end: ${what}, 60 times doubled`, () => {
      const lets = Array.from({ length: 60 }, (_, i) => `{$let: {v${i + 1}: ${twice(`v${i}`)}}, in: `);
      const text = `version: 1\ntasks: {$let: {v0: ${PAIR}}, in: ${lets.join('')}[{$eval: v60}]${'}'.repeat(61)}\n`;
      const document = { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' } as const;
      const { text: after } = migrate(document, DEFAULT_CONFIG);
      assert.ok(after === text || after.includes('taskQueueId: a/b'));
    });
  }
});
