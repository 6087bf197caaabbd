import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import schema from '../../schemas/config.json' with { type: 'json' };
import { analyze } from '../../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { type Applied, fileConfig, NO_SETTINGS } from '../../server/core/config/file-config.js';
import type { Layer } from '../../server/core/config/layer.js';
import { type ConfigFile, readConfigFile } from '../../server/core/config/read-config-file.js';
import { readSettings } from '../../server/core/config/read-settings.js';

const TODAY = '2026-11-22';

function read(text: string): ConfigFile {
  const file = readConfigFile(text, TODAY);
  assert.ok(file, 'it can be read');
  return file;
}

/** The config file of a folder, for a file in it. */
const fileFor = (path: string, text: string): Applied<ConfigFile> => ({ layer: read(text), paths: [path] });

const settingsFor = (path: string, value: unknown): Applied<Layer> => ({
  layer: readSettings(value, assert.fail, TODAY),
  paths: [path, `/repository/${path}`],
});

describe('the config file', () => {
  it('says the same as the settings with the same keys', () => {
    const text = `
rules: {schema: off, syntax: warning}
files: {include: ["ci/*.yml"], exclude: ["ci/x*"], kinds: {"hooks/*": hook}}
maxTaskDeadlineDays: 10
reregistration: {sunset: 2026-12-22}
`;
    const value = {
      rules: { schema: 'off', syntax: 'warning' },
      files: { include: ['ci/*.yml'], exclude: ['ci/x*'], kinds: { 'hooks/*': 'hook' } },
      maxTaskDeadlineDays: 10,
      reregistration: { sunset: '2026-12-22' },
    };
    for (const path of ['ci/a.yml', 'ci/x.yml', 'hooks/a.yml', 'other.yml'])
      assert.deepEqual(
        fileConfig('a.yml', NO_SETTINGS, fileFor(path, text)),
        fileConfig('a.yml', settingsFor(path, value), undefined),
        path,
      );
  });

  it('loses only what is wrong in it', () => {
    const text = `
rules: {schema: off, syntax: loud, no-rule: off}
files: {exclude: [17, "a*"], include: all, other: 1}
maxTaskDeadlineDays: soon
rootUrl: https://tc.example.com
overrides:
  - rules: {schema: hint}
  - {files: ["*.json"], rules: {limits: off, no-rule: off}, more: 1}
`;
    assert.deepEqual(fileConfig('a.json', NO_SETTINGS, fileFor('a.json', text)), {
      config: { rules: { schema: 'off', limits: 'off' } },
      selection: 'excluded',
    });
  });

  for (const text of ['', '# nothing', '---', 'rules:', '- a list', 'text', 'files:\n  exclude:\noverrides:\n'])
    it(`sets nothing if it is ${JSON.stringify(text)}`, () => {
      assert.deepEqual(fileConfig('a.yml', NO_SETTINGS, fileFor('a.yml', text)), {
        config: { rules: {} },
        selection: 'auto',
      });
    });

  for (const text of ['rules: {', 'a: 1\na: 2', 'rules: {}\n---\nrules: {}', 'a: *b', `#${' '.repeat(100_000)}`])
    it(`is not known if it is ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.equal(readConfigFile(text, TODAY), undefined);
    });

  it('that is too long, or endless, says so', () => {
    const messageFor = (text: string): string[] => {
      const document = { fileName: '.taskcluster-lint.yml', syntax: 'yaml', text, selection: 'auto' } as const;
      return analyze(document, DEFAULT_CONFIG).findings.map(({ rule, message }) => `${rule}: ${message}`);
    };
    const long = `rules: {}\n#${' '.repeat(100_000)}`;
    assert.deepEqual(messageFor(long), ['config-file: This file has 100011 characters. At most 100000 are read.']);
    const [first, ...nine] = Array.from({ length: 10 }, (_, i) => `x${i}`);
    const bomb = nine.reduce(
      (text, name, i) => `${text}${name}: &${name} [${`*x${i},`.repeat(9)}]\n`,
      `${first}: &${first} [1]\n`,
    );
    assert.equal(readConfigFile(bomb, TODAY), undefined);
    assert.equal(messageFor(bomb).length, 1);
  });

  it('follows anchors and merges', () => {
    const text =
      'overrides:\n  - {files: ["*.json"], rules: &r {schema: off}}\n  - {files: ["*.yml"], rules: {<<: *r}}\n';
    assert.deepEqual(fileConfig('a.yml', NO_SETTINGS, fileFor('a.yml', text)).config.rules, { schema: 'off' });
  });
});

describe('docs/configuration.md', () => {
  const page = readFileSync('docs/configuration.md', 'utf8');

  it('has an example without mistakes', () => {
    const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const document = { fileName: '.taskcluster-lint.yml', syntax: 'yaml', text, selection: 'auto' } as const;
    assert.deepEqual(analyze(document, DEFAULT_CONFIG).findings, []);
    const { config } = fileConfig('a.json', NO_SETTINGS, fileFor('x/a.json', text));
    assert.deepEqual(config.rules, { 'prefer-task-queue-id': 'warning', schema: 'off' });
  });

  it('names every key in its table', () => {
    const { files, reregistration, ...others } = schema.properties;
    const inner = (name: string, { properties }: { properties: object }): string[] =>
      Object.keys(properties).map((key) => `${name}.${key}`);
    const keys = [...Object.keys(others), ...inner('files', files), ...inner('reregistration', reregistration)];
    const named = [...page.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, key]) => key);
    assert.deepEqual(named.sort(), keys.sort());
  });
});

describe('how a file is checked', () => {
  const rules: readonly (readonly [path: string, user: object, text: string, expected: object])[] = [
    ['a.yml', { schema: 'hint', syntax: 'off' }, 'rules: {schema: off}', { schema: 'off', syntax: 'off' }],
    ['a.yml', { schema: 'off' }, '', { schema: 'off' }],
    ['a.json', {}, 'overrides: [{files: ["*.json"], rules: {schema: off}}]', { schema: 'off' }],
    ['a.yml', {}, 'overrides: [{files: ["*.json"], rules: {schema: off}}]', {}],
    ['x/a.json', {}, 'overrides: [{files: ["*.json"], rules: {schema: off}}]', {}],
    ['x/a.json', {}, 'overrides: [{files: ["**/*.json"], rules: {schema: off}}]', { schema: 'off' }],
    [
      'a.json',
      { schema: 'error' },
      'rules: {schema: info}\noverrides: [{files: ["*"], rules: {schema: off}}, {files: ["a*"], rules: {schema: hint}}]',
      { schema: 'hint' },
    ],
  ];
  for (const [path, user, text, expected] of rules)
    it(`${path} under ${JSON.stringify(user)} and ${JSON.stringify(text)}: the more special wins`, () => {
      const { config } = fileConfig('a', settingsFor(path, { rules: user }), fileFor(path, text));
      assert.deepEqual(config.rules, expected);
    });

  it('the config file decides which files, where it says something', () => {
    const user = { files: { exclude: ['a.yml', 'b.yml'], include: ['c.yml'], kinds: { 'd.yml': 'hook' } } };
    const text = 'files: {include: [a.yml], exclude: [c.yml], kinds: {d.yml: task}}';
    const of = (path: string): object => {
      const { config, ...chosen } = fileConfig(path, settingsFor(path, user), fileFor(path, text));
      return chosen;
    };
    assert.deepEqual(of('a.yml'), { selection: 'included' });
    assert.deepEqual(of('b.yml'), { selection: 'excluded' });
    assert.deepEqual(of('c.yml'), { selection: 'excluded' });
    assert.deepEqual(of('d.yml'), { selection: 'auto', kind: 'task' });
    assert.deepEqual(of('e.yml'), { selection: 'auto' });
  });

  it('the user says what holds in the deployment; the config file where the user does not', () => {
    const text = 'maxTaskDeadlineDays: 10\nreregistration: {sunset: 2026-11-23}';
    const user = settingsFor('a.yml', { maxTaskDeadlineDays: 3 });
    assert.deepEqual(fileConfig('a.yml', user, fileFor('a.yml', text)).config, {
      rules: {},
      maxTaskDeadlineDays: 3,
      sunset: { date: '2026-11-23', daysLeft: 1 },
    });
  });

  it('no pattern excludes the config file itself, or makes something else of it', () => {
    const text = 'files: {exclude: ["**"], include: ["**"], kinds: {"**": task}}\nrules: {config-file: hint}';
    const user = settingsFor('.taskcluster-lint.yml', { files: { exclude: ['**'] } });
    assert.deepEqual(fileConfig('.taskcluster-lint.yml', user, fileFor('.taskcluster-lint.yml', text)), {
      config: { rules: { 'config-file': 'hint' } },
      selection: 'auto',
    });
  });
});
