import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { finish } from '../../server/core/base/steps.js';
import { buildModel } from '../../server/core/model/build.js';
import { type DefinedWorker, poolFactsIn } from '../../server/core/services/worker/d2g/pool-facts.js';
import { parse } from '../../server/core/syntax/parse.js';
import { isDockerTaskAt, workerView } from '../../server/features/worker-view/worker-view.js';
import { readFeatureCases } from '../support/feature-cases.js';

describe('what the worker runs', () => {
  for (const { title, fileName, syntax, text, offset, results } of readFeatureCases(
    readFileSync('test/unit/features/workerView.cases.md', 'utf8'),
  )) {
    it(title, () => {
      assert.ok(results.some(({ name }) => name !== 'pools'));
      const model = buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax));
      const pools = JSON.parse(results.find(({ name }) => name === 'pools')?.text ?? '{}') as Record<
        string,
        DefinedWorker
      >;
      const factsOf = (id: string) => pools[id] && poolFactsIn(pools[id]);
      const view = finish(workerView({ model, offset }, factsOf));
      for (const { name, text: wanted } of results) {
        const lines = wanted.split('\n').slice(0, -1);
        if (name === 'reason') assert.deepEqual(view, { found: false, reason: lines[0] });
        if (name === 'action') assert.equal(isDockerTaskAt({ model, offset }) ? 'offered' : 'not offered', lines[0]);
        if (['pools', 'reason', 'action'].includes(name)) continue;
        assert.ok(name === 'has' || name === 'lacks', name);
        assert.ok(view.found, JSON.stringify(view));
        const there = view.markdown.split('\n');
        for (const line of lines) assert.equal(there.includes(line), name === 'has', `${line}\n\n${view.markdown}`);
      }
    });
  }
});
