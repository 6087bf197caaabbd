import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { type Schema, Validator } from 'jsonschema';
import { lint, project, removeProjects } from './helper.js';

const validator = new Validator();
/** What the schema of SARIF 2.1.0 refuses. */
const mistakesIn = (log: unknown): string[] => validator.validate(log, schema as unknown as Schema).errors.map(String);

/** A task whose identifiers disagree. */
const PAIR = `taskQueueId: c/d
provisionerId: a
created: 2026-01-01T00:00:00Z
deadline: 2026-01-02T00:00:00Z
payload: {}
metadata: { name: a, description: b, owner: a@b.org, source: https://b.org/c }
workerType: B
`;

describe('the SARIF report', () => {
  afterEach(removeProjects);

  const report = async (folder: string, paths: readonly string[]) =>
    JSON.parse((await lint(folder, ['--format', 'sarif', ...paths])).stdout);

  it('fits the schema of SARIF 2.1.0 for the examples, which have findings of many rules', async () => {
    const log = await report(resolve(import.meta.dirname, '../..'), ['examples']);
    const { results } = log.runs[0];
    const rules = new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId));
    assert.ok(rules.size > 5, `${rules.size} rules`);
    assert.deepEqual(mistakesIn(log), []);
  });

  it('fits it with related places, names that need escapes, and files elsewhere', async () => {
    const folder = project({ 'a b/ü#%.yml': PAIR, 'c.yml': `x: [\n${PAIR}` });
    const elsewhere = join(project({ 'd.yml': PAIR }), 'd.yml');
    const log = await report(folder, ['a b', 'c.yml', elsewhere]);
    const related = log.runs[0].results.filter((result: object) => 'relatedLocations' in result);
    assert.ok(related.length > 0);
    assert.deepEqual(mistakesIn(log), []);
  });

  it('fits it without findings', async () => {
    const log = await report(project({}), ['.']);
    assert.deepEqual(log.runs[0].results, []);
    assert.deepEqual(mistakesIn(log), []);
  });

  it('would not fit it with a level that SARIF does not know', async () => {
    const log = await report(project({ 'a.yml': PAIR }), ['a.yml']);
    log.runs[0].results[0].level = 'hint';
    assert.match(mistakesIn(log).join(), /level is not one of enum values/);
  });
});
