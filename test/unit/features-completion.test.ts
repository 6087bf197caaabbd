import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { complete } from '../../server/features/completion/completion.js';
import type { CompletionEntry } from '../../server/features/completion/entry.js';
import { CURSOR, readFeatureCases } from '../support/feature-cases.js';
import { knowledgeOf } from '../support/knowledge.js';

const CASES = ['completion', 'completion-in-templates', 'completion-of-strings', 'completion-of-config'].flatMap(
  (file) => readFeatureCases(readFileSync(`test/unit/features/${file}.cases.md`, 'utf8')),
);

describe('completion', () => {
  for (const { title, fileName: path, syntax, text, offset, knowledge, results } of CASES) {
    it(title, () => {
      const fileName = path.slice(path.lastIndexOf('/') + 1);
      const folder = path.slice(0, -fileName.length);
      const model = buildModel({ fileName, folder, syntax, text, selection: 'auto' }, parse(text, syntax));
      const { entries } = complete({ model, offset }, knowledge);
      for (const { snippet } of entries) assertSeparate(snippet ?? '');
      for (const result of results) {
        if (result.name === 'labels') assertLabels(entries, result.text);
        else if (result.name === 'among') assertAmong(entries, result.text);
        else {
          const [, how, label] = /^(accept|snippet) ?(.*)$/.exec(result.info) ?? [];
          const entry = label ? entries.find((one) => one.label === label) : entries[0];
          assert.ok(entry, `${label} is not among ${entries.map((one) => one.label).join(', ')}`);
          const { span, newText } = entry.edit;
          assert.ok(span.start <= offset && offset <= span.end);
          const written = how === 'snippet' ? filledIn(entry.snippet ?? newText) : newText;
          assert.equal(applyEdits(text, [{ span, newText: written }]), result.text);
        }
      }
    });
  }
});

/** A snippet with what it suggests for its places, and the last empty one as the cursor. */
function filledIn(snippet: string): string {
  const filled = snippet.replace(/\$\{\d+:([^{}]*)\}/g, '$1');
  const last = filled.lastIndexOf('$', filled.search(/\$\d(?!.*\$\d)/s));
  return filled.replace(/\$\d+/g, (_, at: number) => (at === last ? CURSOR : '')).replace(/\\([$}\\])/g, '$1');
}

/** What is typed in one place of a snippet must not be written in another. */
function assertSeparate(snippet: string): void {
  const places = [...snippet.matchAll(/(?<!\\)\$\{?(\d+)/g)].map(([, place]) => place);
  assert.deepEqual(places, [...new Set(places)], snippet);
}

/** Lines with a minus sign must not be offered. */
function assertAmong(entries: readonly CompletionEntry[], text: string): void {
  const lines = entries.flatMap(({ label, detail }) => [label, `${label} | ${detail}`]);
  for (const line of text.split('\n').slice(0, -1)) {
    const isOffered = lines.includes(line.replace(/^- /, ''));
    assert.equal(isOffered, !line.startsWith('- '), `${line}: offered are ${lines.join(', ')}`);
  }
}

function assertLabels(entries: readonly CompletionEntry[], text: string): void {
  const lines = entries.map(
    ({ label, detail, deprecated }) => `${deprecated ? '(deprecated) ' : ''}${label}${detail ? ` | ${detail}` : ''}`,
  );
  const wanted = text.split('\n').slice(0, -1);
  if (wanted.at(-1) === '…') {
    assert.deepEqual(lines.slice(0, wanted.length - 1), wanted.slice(0, -1));
    assert.ok(lines.length > wanted.length - 1);
  } else assert.deepEqual(lines, wanted);
}

describe('completion of many pools', () => {
  const pools = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`proj-${i % 10}/w-${i}x`, {}]));
  const knowledge = knowledgeOf({ pools });
  const text = 'payload: {}\nmetadata: {}\ntaskQueueId: ';
  const labels = (typed: string): { labels: string[]; isIncomplete: boolean } => {
    const whole = text + typed;
    const model = buildModel(
      { fileName: 'task.yml', syntax: 'yaml', text: whole, selection: 'auto' },
      parse(whole, 'yaml'),
    );
    const { entries, isIncomplete } = complete({ model, offset: whole.length }, knowledge);
    return { labels: entries.map((entry) => entry.label), isIncomplete };
  };

  it('is cut, and says so', () => {
    const found = labels('');
    assert.equal(found.labels.length, 200);
    assert.equal(found.isIncomplete, true);
  });

  it('is cut in scopes, too', () => {
    const scope = '\nscopes:\n- queue:create-task:low:';
    const found = labels(`proj-1/w${scope}`);
    assert.equal(found.isIncomplete, true);
    assert.ok(found.labels.length <= 200);
    assert.deepEqual(labels(`proj-1/w${scope}proj-9/w-999`).labels, ['queue:create-task:low:proj-9/w-999x']);
  });

  it('brings up what is typed', () => {
    assert.ok(labels('w-999').labels.includes('proj-9/w-999x'));
    assert.equal(labels('proj-7/w-997').labels[0], 'proj-7/w-997x');
    assert.deepEqual(labels('nothing-like-it').labels, []);
  });
});

describe('completion in a part of a long document', () => {
  it('knows the labels of the tasks in the other parts', () => {
    const text = 'version: 1\ntasks:\n  - payload: {}\n    dependencies:\n      - ';
    const model = buildModel(
      { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' },
      parse(text, 'yaml'),
    );
    const { entries } = complete({ model, offset: text.length }, knowledgeOf({}), () => ['build']);
    assert.deepEqual(
      entries.filter(({ kind }) => kind === 'value').map(({ edit }) => edit.newText),
      ['${as_slugid("build")}'],
    );
  });
});
