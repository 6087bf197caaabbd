import assert from 'node:assert/strict';
import { readArgs } from '../../server/cli/args.js';

const input = { stdinName: 'stdin.yml', color: undefined, meant: undefined, config: { use: 'nearest' } };
const offline = { live: false, rootUrl: undefined, quiet: false };
const pools = { command: 'pools', format: 'text', rootUrl: undefined, notReregistering: false, color: undefined };
const d2g = {
  command: 'd2g',
  path: 'a',
  stdinName: 'stdin.yml',
  tasks: [],
  d2gConfig: undefined,
  live: false,
  rootUrl: undefined,
  color: undefined,
};
const everyEvent = {
  context: undefined,
  tasksFor: undefined,
  event: undefined,
  listEvents: false,
  now: undefined,
  format: 'text',
  color: undefined,
};

describe('command line arguments', () => {
  const good: [string, object][] = [
    ['a', { ...input, command: 'check', ...offline, paths: ['a'], format: 'text', maxWarnings: undefined }],
    [
      'check a b',
      { ...input, command: 'check', ...offline, paths: ['a', 'b'], format: 'text', maxWarnings: undefined },
    ],
    [
      '--format json check a',
      { ...input, command: 'check', ...offline, paths: ['a'], format: 'json', maxWarnings: undefined },
    ],
    ['a --max-warnings 0', { ...input, command: 'check', ...offline, paths: ['a'], format: 'text', maxWarnings: 0 }],
    ['--max-warnings=12 a', { ...input, command: 'check', ...offline, paths: ['a'], format: 'text', maxWarnings: 12 }],
    [
      'a migrate',
      { ...input, command: 'check', ...offline, paths: ['a', 'migrate'], format: 'text', maxWarnings: undefined },
    ],
    [
      '-- migrate',
      { ...input, command: 'check', ...offline, paths: ['migrate'], format: 'text', maxWarnings: undefined },
    ],
    [
      'check -- --live',
      { ...input, command: 'check', ...offline, paths: ['--live'], format: 'text', maxWarnings: undefined },
    ],
    [
      'a --no-color',
      { ...input, color: false, command: 'check', ...offline, paths: ['a'], format: 'text', maxWarnings: undefined },
    ],
    [
      'render --context c.json --format yaml a',
      {
        command: 'render',
        path: 'a',
        stdinName: 'stdin.yml',
        ...everyEvent,
        context: 'c.json',
        format: 'yaml',
      },
    ],
    ['render a', { command: 'render', path: 'a', stdinName: 'stdin.yml', ...everyEvent }],
    [
      'render --tasks-for github-push --event e.json --now 2030-01-31 a',
      {
        command: 'render',
        path: 'a',
        stdinName: 'stdin.yml',
        ...everyEvent,
        tasksFor: 'github-push',
        event: 'e.json',
        now: '2030-01-31',
      },
    ],
    [
      'render --list-events a',
      { command: 'render', path: 'a', stdinName: 'stdin.yml', ...everyEvent, listEvents: true },
    ],
    ['migrate a', { ...input, command: 'migrate', paths: ['a'], format: 'text', write: false }],
    ['migrate --diff a', { ...input, command: 'migrate', paths: ['a'], format: 'text', write: false }],
    ['--write migrate a', { ...input, command: 'migrate', paths: ['a'], format: 'text', write: true }],
    ['migrate - --write', { ...input, command: 'migrate', paths: ['-'], format: 'text', write: true }],
    ['fix a', { ...input, command: 'fix', paths: ['a'], rules: [], format: 'text', write: false }],
    [
      'fix --rule schema --rule=payload --write --format json a',
      { ...input, command: 'fix', paths: ['a'], rules: ['schema', 'payload'], format: 'json', write: true },
    ],
    [
      '- --stdin-filename x.json',
      {
        ...input,
        stdinName: 'x.json',
        command: 'check',
        ...offline,
        paths: ['-'],
        format: 'text',
        maxWarnings: undefined,
      },
    ],
    [
      'a --live --root-url https://tc.example.com',
      {
        ...input,
        command: 'check',
        paths: ['a'],
        format: 'text',
        maxWarnings: undefined,
        quiet: false,
        live: true,
        rootUrl: 'https://tc.example.com',
      },
    ],
    [
      'migrate --config a.yml a',
      {
        ...input,
        command: 'migrate',
        paths: ['a'],
        format: 'text',
        write: false,
        config: { use: 'file', path: 'a.yml' },
      },
    ],
    [
      'migrate --no-config a',
      { ...input, command: 'migrate', paths: ['a'], format: 'text', write: false, config: { use: 'none' } },
    ],
    ['pools', pools],
    ['--format json pools', { ...pools, format: 'json' }],
    ['pools --root-url https://tc.example.com', { ...pools, rootUrl: 'https://tc.example.com' }],
    ['pools --not-reregistering --color', { ...pools, notReregistering: true, color: true }],
    [
      '-q a',
      { ...input, command: 'check', ...offline, quiet: true, paths: ['a'], format: 'text', maxWarnings: undefined },
    ],
    ['d2g a', d2g],
    ['d2g --live --root-url https://tc.example.com a', { ...d2g, live: true, rootUrl: 'https://tc.example.com' }],
    ['d2g --task b --d2g-config c.json --task=d a', { ...d2g, tasks: ['b', 'd'], d2gConfig: 'c.json' }],
    [
      'migrat a',
      {
        ...input,
        command: 'check',
        ...offline,
        meant: 'migrate',
        paths: ['migrat', 'a'],
        format: 'text',
        maxWarnings: undefined,
      },
    ],
    ['check help', { ...input, command: 'check', ...offline, paths: ['help'], format: 'text', maxWarnings: undefined }],
    ['--help', { command: 'help', about: undefined }],
    ['help', { command: 'help', about: undefined }],
    ['help pools', { command: 'help', about: 'pools' }],
    ['migrate -h', { command: 'help', about: 'migrate' }],
    ['migrate --write -h', { command: 'help', about: 'migrate' }],
    ['--version', { command: 'version' }],
  ];
  for (const [line, expected] of good) {
    it(`understands ${line}`, () => assert.deepEqual(readArgs(line.split(' ')), expected));
  }

  const bad: [string, RegExp][] = [
    ['', /^no files or folders given$/],
    ['check', /^no files or folders given$/],
    ['--config a.yml --no-config a', /^use either '--config' or '--no-config', not both$/],
    ['--config= a', /^'--config' is empty$/],
    ['--baseline - a', /^'--baseline' takes a file, not '-'$/],
    ['--write-baseline - a', /^'--write-baseline' takes a file, not '-'$/],
    ['render --no-config a', /^'--no-config' only works with 'check', 'migrate' and 'fix'$/],
    ['--alive a', /^unknown option '--alive': did you mean '--live'\?$/],
    ['--verbose a', /^unknown option '--verbose'$/],
    ['migrate --live a', /^'--live' only works with 'check' and 'd2g'$/],
    ['migrate --root-url https://x.example a', /^'--root-url' only works with 'check', 'pools' and 'd2g'$/],
    ['a --root-url', /^'--root-url' needs a value$/],
    ['--root-url --live a', /^'--root-url' needs a value, but is followed by '--live'$/],
    ['--live=3 a', /^'--live' takes no value, but got '3'$/],
    ['--max-warning 3 a', /^unknown option '--max-warning': did you mean '--max-warnings'\?$/],
    ['help nobody', /^there is no command 'nobody': choose one of check, migrate, fix, pools, render, d2g$/],
    ['render --task b a', /^'--task' only works with 'd2g'$/],
    ['d2g a b', /^'d2g' takes one file, but also got 'b'$/],
    ['render --context c --event e a', /^'--context' and '--event' exclude each other$/],
    ['render --tasks-for github-push --context c a', /^'--context' and '--tasks-for' exclude each other$/],
    ['render --list-events --context c a', /^'--context' and '--list-events' exclude each other$/],
    ['render --list-events --event e a', /^'--list-events' and '--event' exclude each other$/],
    ['render --list-events --now 2030-01-31 a', /^'--list-events' and '--now' exclude each other$/],
    ['render --now 2030-01-31 a', /^'--now' needs '--event', '--tasks-for' or '--context'$/],
    ['render --now soon --event e a', /^'--now' takes a time such as .*, not 'soon'$/],
    ['render --event= a', /^'--event' is empty$/],
    ['render --tasks-for github-pul-request a', /'github-pul-request': did you mean 'github-pull-request'\?$/],
    ['render --tasks-for cron a', /^the GitHub service renders nothing for 'cron': choose one of github-push, /],
    ['render a b', /^'render' takes one file, but also got 'b'$/],
    ['check --event push a', /^'--event' only works with 'render'$/],
    ['migrate --quiet a', /^'--quiet' only works with 'check'$/],
    ['a --not-reregistering', /^'--not-reregistering' only works with 'pools'$/],
    ['pools a', /^'pools' takes no paths, but got 'a'$/],
    ['pools --format sarif', /^unknown format 'sarif': choose one of text, json$/],
    ['pools --max-warnings 1', /^'--max-warnings' only works with 'check'$/],
    ['pools --live', /^'--live' only works with 'check' and 'd2g'$/],
    ['--format xml a', /^unknown format 'xml': choose one of text, json, sarif, github$/],
    ['migrate --format sarif a', /^unknown format 'sarif': choose one of text, json$/],
    ['a --format', /^'--format' needs a value$/],
    ['--max-warnings many a', /^'--max-warnings' takes a whole number from 0 to 999999999, not 'many'$/],
    ['--max-warnings=-1 a', /takes a whole number/],
    ['--max-warnings -1 a', /^'--max-warnings' takes a whole number from 0 to 999999999, not '-1'$/],
    ['--write a', /^'--write' only works with 'migrate' and 'fix'$/],
    ['check --diff a', /^'--diff' only works with 'migrate' and 'fix'$/],
    ['migrate --max-warnings 1 a', /^'--max-warnings' only works with 'check'$/],
    ['fix --rule shema a', /^there is no rule 'shema': did you mean 'schema'\?$/],
    ['check --rule schema a', /^'--rule' only works with 'fix'$/],
    ['fix --write --format json -', /prints the fixed text/],
    ['migrate --write --diff a', /use either '--write' or '--diff', not both/],
    ['--color --no-color a', /use either '--color' or '--no-color', not both/],
    ['- a', /must be the only path/],
    ['--stdin-filename x.yml a', /only works with the path '-'/],
    ['migrate --write --format json -', /cannot be combined with '--format json'/],
  ];
  for (const [line, message] of bad) {
    it(`refuses ${line || 'nothing at all'}`, () => {
      const options = readArgs(line === '' ? [] : line.split(' '));
      assert.ok(options.command === 'usage-error');
      assert.match(options.message, message);
    });
  }

  it('refuses an empty path and an empty name', () => {
    assert.equal(readArgs(['']).command, 'usage-error');
    assert.equal(readArgs(['-', '--stdin-filename', '']).command, 'usage-error');
  });
});
