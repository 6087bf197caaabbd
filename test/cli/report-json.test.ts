import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { DOCUMENT_KINDS } from '../../server/core/base/document.js';
import { fakeCore } from './fake-core.js';
import { lint, project, removeProjects } from './helper.js';
import { FILES, output } from './report-output.js';

/** The config file is reported as what it is for Taskcluster: nothing. */
const KINDS = DOCUMENT_KINDS.filter((kind) => kind !== 'config');

describe('json report', () => {
  afterEach(removeProjects);
  const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schemas/report.json'), 'utf8'));
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
  const assertValid = (report: unknown) => assert.ok(validate(report), JSON.stringify(validate.errors));

  it('has a name in the contract for every kind of document, and in its description', () => {
    assert.deepEqual(schema.definitions.checkedFile.properties.kind.enum, KINDS);
    const kinds = /^- `kind`: (.*)$/m.exec(
      readFileSync(resolve(import.meta.dirname, '../../docs/cli.md'), 'utf8'),
    )?.[1];
    assert.deepEqual(
      [...(kinds ?? '').matchAll(/`([^`]+)`/g)].map(([, kind]) => kind),
      KINDS,
    );
  });

  it('is what the contract says', async () => {
    const report = JSON.parse(await output('json', FILES, ['a b']));
    assertValid(report);
    const problem = (
      rule: string,
      severity: string,
      word: string,
      line: number,
      character: number,
      fixable: boolean,
    ) => {
      const range = { start: { line, character }, end: { line, character: character + word.length } };
      return { rule, severity, message: `${word} is found.`, range, fixable };
    };
    assert.deepEqual(report, {
      version: 1,
      files: [
        { path: 'a b/clean.json', kind: 'task', problems: [] },
        {
          path: 'a b/t.yml',
          kind: 'task',
          problems: [
            problem('prefer-task-queue-id', 'hint', 'OLD', 1, 9, true),
            problem('worker-type-format', 'error', 'BAD', 2, 3, false),
            problem('redundant-identifiers', 'warning', 'WARN', 3, 0, false),
          ],
        },
      ],
      summary: { files: 2, errors: 1, warnings: 1, infos: 0, hints: 1, fixable: 1 },
    });
  });

  it('is whole when there is nothing to say, and when a path is missing', async () => {
    const empty = {
      version: 1,
      files: [],
      summary: { files: 0, errors: 0, warnings: 0, infos: 0, hints: 0, fixable: 0 },
    };
    assert.deepEqual(JSON.parse(await output('json', {}, ['.'])), empty);
    assert.deepEqual(JSON.parse(await output('json', {}, ['gone'])), empty);
    assertValid(empty);
  });

  it('of a migration is what the contract says', async () => {
    const folder = project({ 'a.yml': 'payload: OLD\nKEEP', 'b.yml': 'x: 1' });
    const { code, stdout } = await lint(folder, ['migrate', '--format', 'json', 'a.yml', 'b.yml'], { core: fakeCore });
    assert.equal(code, 1);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } };
    const report = {
      version: 1,
      files: [
        { path: 'a.yml', converted: 1, left: [{ range, reason: 'it must stay' }] },
        { path: 'b.yml', converted: 0, left: [] },
      ],
    };
    assert.deepEqual(JSON.parse(stdout), report);
    assertValid(report);
  });

  it('has a schema that refuses what the contract does not have', () => {
    assert.equal(validate({ version: 2, files: [] }), false);
    assert.equal(validate({ version: 1, files: [{ path: 'a', kind: 'other', problems: [] }] }), false);
  });
});
