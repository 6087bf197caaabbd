import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { noKnowledge } from '../../server/core/deployment/knowledge.js';
import { toData } from '../../server/core/jsone/to-data.js';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { complete } from '../../server/features/completion/completion.js';
import { SCOPE_FAMILIES } from '../../server/features/completion/scope-families.js';
import { knowledgeOf } from '../support/knowledge.js';

const KNOWLEDGE = knowledgeOf({ pools: { 'proj-x/ci': {}, 'proj-x/gpu': {} } });

/** How an item can be written: what is before and after it. */
const STYLES = {
  plain: ['scopes:\n  - ', '\n'],
  single: ["scopes:\n  - '", "'\n"],
  double: ['scopes:\n  - "', '"\n'],
  flow: ['scopes: [', ']\n'],
} as const;

const HEAD =
  'taskQueueId: proj-x/ci\npayload: {}\nmetadata: {name: a, description: b, owner: c@d, source: "https://e"}\n';

function completionsOf(before: string, after: string) {
  const text = HEAD + before + after;
  const offset = HEAD.length + before.length;
  const model = buildModel({ fileName: 'task.yml', syntax: 'yaml', text, selection: 'auto' }, parse(text, 'yaml'));
  return { text, offset, ...complete({ model, offset }, KNOWLEDGE) };
}

function scopesIn(text: string): unknown {
  const tree = parse(text, 'yaml');
  const [root] = tree.roots;
  assert.deepEqual(tree.errors, [], text);
  return root && Reflect.get(Object(toData(root)), 'scopes');
}

/** A family up to some place, with values where its placeholders are. */
const typed = fc
  .tuple(fc.constantFrom(...SCOPE_FAMILIES), fc.constantFrom('low', 'proj-x/ci', '${a.b[0]}', 'x'), fc.nat())
  .map(([[pattern], value, cut]) => {
    const whole = pattern.replace(/<\w+>/g, value);
    return whole.slice(0, cut % (whole.length + 1));
  })
  .filter((text) => (text.match(/\$\{/g) ?? []).length === (text.match(/\}/g) ?? []).length && !text.endsWith('$'));

describe('completion of scopes', () => {
  it('gives a scope that the queue accepts, whether or not the editor knows snippets', () => {
    let offered = 0;
    fc.assert(
      fc.property(typed, fc.constantFrom(...Object.values(STYLES)), (begun, [before, after]) => {
        const { text, entries } = completionsOf(before + begun, after);
        for (const { label, edit, snippet } of entries) {
          offered++;
          const placed = applyEdits(text, [edit]);
          const star = label.replace(/<.*$/, '*');
          assert.deepEqual(scopesIn(placed), [star]);
          // The queue's two rules.
          assert.match(star, /^[\x20-\x7e]*(?<!\*\*)$/);
          if (snippet === undefined) continue;
          const filled = snippet.replace(/\$\{\d+:(\w+)\}/g, '$1').replace(/\\([$}\\])/g, '$1');
          assert.deepEqual(scopesIn(applyEdits(text, [{ ...edit, newText: filled }])), [label.replace(/[<>]/g, '')]);
        }
      }),
    );
    assert.ok(offered > 100);
  });

  it('offers each family at its start', () => {
    const [before, after] = STYLES.plain;
    const labels = completionsOf(before, after).entries.map(({ label }) => label);
    for (const [pattern] of SCOPE_FAMILIES) assert.ok(labels.includes(pattern), pattern);
  });
});

describe('completion while the pools are on their way', () => {
  const isIncomplete = (line: string, why: 'loading' | 'no-root-url'): boolean => {
    const text = `payload: {}\nmetadata: {}\n${line}`;
    const model = buildModel({ fileName: 'task.yml', syntax: 'yaml', text, selection: 'auto' }, parse(text, 'yaml'));
    return complete({ model, offset: text.length }, noKnowledge(why)).isIncomplete;
  };

  it('says that there will be more', () => {
    for (const line of ['taskQueueId: ', 'taskQueueId: gecko-${level}/', 'workerType: ', 'scopes:\n- queue:'])
      assert.equal(isIncomplete(line, 'loading'), true, line);
  });

  it('does not say so of anything else, nor if no deployment is selected', () => {
    assert.equal(isIncomplete('priority: ', 'loading'), false);
    assert.equal(isIncomplete('taskQueueId: ', 'no-root-url'), false);
  });
});
