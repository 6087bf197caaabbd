import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { convertTask, type TaskConversion } from '../../server/core/services/worker/d2g/convert-task.js';
import { readD2gConfig } from '../../server/core/services/worker/d2g/d2g-config.js';
import type { PoolFacts } from '../../server/core/services/worker/d2g/pool-facts.js';
import { readFeatureCases } from '../support/feature-cases.js';

const QUEUE = 'proj-x/ci';

/** What the cases name, as lines of text. */
const PARTS: Readonly<Record<string, (conversion: TaskConversion) => readonly unknown[]>> = {
  run: ({ run }) =>
    run
      .slice(
        BEFORE,
        run.findIndex(([word]) => word === '--env-file'),
      )
      .map((words) => words.join(' ')),
  command: ({ payload }) => (payload.command[0] ?? []).slice(-3),
  mounts: ({ payload }) => payload.mounts ?? [],
  artifacts: ({ payload }) => payload.artifacts ?? [],
  features: ({ payload }) => [payload.features],
  logs: ({ payload }) => [payload.logs],
  exits: ({ payload }) => [payload.onExitStatus],
  environment: ({ environment }) => environment.file,
  scopes: ({ task }) => task.scopes as readonly string[],
  needed: ({ neededScopes }) => neededScopes.map(({ what, anyOf, held }) => `${what}: ${anyOf.join(' or ')}: ${held}`),
  dropped: ({ dropped }) => dropped.map(({ what, by }) => `${what} by ${by}`),
};

/** The arguments before those of the payload are always the same. */
const BEFORE = 8;

function textOf(lines: readonly unknown[]): string {
  return lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
}

/** A case has a task, or only its payload. */
function taskOf(text: string): Readonly<Record<string, unknown>> {
  const data = parse(text) as Record<string, unknown>;
  return 'payload' in data ? data : { taskQueueId: QUEUE, payload: data };
}

describe('d2g', () => {
  for (const { title, text, results } of readFeatureCases(readFileSync('test/unit/d2g.cases.md', 'utf8'))) {
    it(title, () => {
      const given = results.find(({ name }) => name === 'config');
      const { config, problems } = readD2gConfig((given ? parse(given.text) : {}) as object);
      assert.deepEqual(problems, []);
      const facts: PoolFacts = { d2gConfig: config, gpuDevices: ['nvidia0'] };
      const result = convertTask(taskOf(text), facts);
      const expected = results.filter(({ name }) => name !== 'config');
      assert.ok(expected.length > 0);
      for (const { name, text: wanted } of expected) {
        if ('skipped' in result) assert.deepEqual({ [name]: wanted }, { skipped: `${result.skipped}\n` });
        else if ('problems' in result) assert.deepEqual({ [name]: wanted }, { problems: textOf(result.problems) });
        else assert.deepEqual(PARTS[name] && textOf(PARTS[name](result)), wanted, name);
      }
    });
  }

  it('reads a d2gConfig, and says what is wrong in one', () => {
    const { config, problems } = readD2gConfig({ allowKVM: false, allowPriviledged: true, gpus: 1, enableD2G: true });
    assert.equal(config.allowKVM, false);
    assert.equal(config.allowPrivileged, true);
    assert.equal(config.enableD2G, true);
    assert.deepEqual(problems, [
      'd2gConfig has no key "allowPriviledged": did you mean "allowPrivileged"?',
      '"gpus" must be a string',
    ]);
  });

  it('changes nothing of a task but its payload and its scopes', () => {
    const task = { taskQueueId: QUEUE, extra: { a: 1 }, payload: { image: 'a', maxRunTime: 1 } };
    const result = convertTask(task);
    assert.ok('task' in result);
    assert.deepEqual({ ...result.task, payload: task.payload }, task);
  });
});
