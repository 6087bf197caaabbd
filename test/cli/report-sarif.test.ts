import assert from 'node:assert/strict';
import { join } from 'node:path';
import { lint, project, removeProjects } from './helper.js';
import { FILES, output } from './report-output.js';

describe('sarif report', () => {
  afterEach(removeProjects);

  it('lists rules and results', async () => {
    const log = JSON.parse(await output('sarif', FILES, ['a b']));
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    const { driver } = run.tool;
    assert.equal(driver.name, 'taskcluster-lint');
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.equal(run.results.length, 3);
    for (const result of run.results) {
      assert.equal(driver.rules[result.ruleIndex].id, result.ruleId);
      assert.equal(result.locations.length, 1);
    }
    assert.deepEqual(
      run.results.map((result: { level: string }) => result.level),
      ['note', 'error', 'warning'],
    );
    assert.deepEqual(run.results[1], {
      ruleId: 'worker-type-format',
      ruleIndex: run.results[1].ruleIndex,
      level: 'error',
      message: { text: 'BAD is found.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/t.yml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 4, endLine: 3, endColumn: 7 },
          },
        },
      ],
      suppressions: [],
    });
  });

  it('says what is suppressed, and why', async () => {
    const text = 'taskQueueId: b # taskcluster-lint-disable-line task-queue-id-format -- an old name\npayload: {}\n';
    const { stdout } = await lint(project({ 't.yml': text }), ['--format', 'sarif', 't.yml']);
    const results: { ruleId: string; suppressions: unknown[] }[] = JSON.parse(stdout).runs[0].results;
    assert.deepEqual(
      results.filter(({ ruleId }) => ruleId === 'task-queue-id-format').map(({ suppressions }) => suppressions),
      [[{ kind: 'inSource', justification: 'an old name' }]],
    );
    assert.ok(results.some(({ suppressions }) => suppressions.length === 0));
  });

  it('is whole without results', async () => {
    const log = JSON.parse(await output('sarif', {}, ['.']));
    assert.deepEqual(log.runs[0].results, []);
  });

  it('names a file elsewhere by its URI', async () => {
    const file = join(project({ 't.yml': 'payload: BAD' }), 't.yml');
    const [result] = JSON.parse(await output('sarif', {}, [file])).runs[0].results;
    assert.deepEqual(result.locations[0].physicalLocation.artifactLocation, { uri: `file://${file}` });
  });
});
