import assert from 'node:assert/strict';
import { lint, project, removeProjects } from './helper.js';

const clock = { now: () => Date.UTC(2030, 0, 31, 12), after: () => () => {} };

describe('render', () => {
  after(removeProjects);

  const render = (template: string, context: string, ...more: readonly string[]) =>
    lint(project({ 'a.yml': template, 'c.json': context }), ['render', '--context', 'c.json', ...more, 'a.yml'], {
      clock,
    });

  it('prints what a template becomes with a context', async () => {
    const { code, stdout, stderr } = await render(
      'tasks: [{name: "${event.ref}"}]',
      '{"event": {"ref": "main"}}',
      '--format',
      'json',
    );
    assert.equal(stdout, '{"tasks":[{"name":"main"}]}\n');
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });

  it('prints indented JSON, or YAML', async () => {
    assert.equal((await render('a: ["${x}"]', '{"x": 1}')).stdout, '{\n  "a": [\n    "1"\n  ]\n}\n');
    assert.equal((await render('a: ["${x}"]', '{"x": "b c"}', '--format', 'yaml')).stdout, 'a:\n  - b c\n');
  });

  it('takes the time from the clock, from the context, or from --now', async () => {
    const text = '{$fromNow: 1 hour}';
    assert.equal((await render(text, '{}', '--format', 'json')).stdout, '"2030-01-31T13:00:00.000Z"\n');
    const context = '{"now": "2020-01-01T00:00:00.000Z"}';
    assert.equal((await render(text, context, '--format', 'json')).stdout, '"2020-01-01T01:00:00.000Z"\n');
    const { stdout } = await render(text, context, '--format', 'json', '--now', '2010-01-01T00:00:00.000Z');
    assert.equal(stdout, '"2010-01-01T01:00:00.000Z"\n');
  });

  it('reports each mistake at its place, once for all items of a loop', async () => {
    const { code, stdout, stderr } = await render(
      'a: ${event.reff}\nb:\n  $map: [1, 2]\n  each(x): {$eval: x + nope}\n',
      '{"event": {}}',
      '--no-color',
    );
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.deepEqual(stderr.split('\n'), [
      'a.yml:1:12: error: Object has no property "reff". [template]',
      '1 | a: ${event.reff}',
      '  |            ^~~~',
      'a.yml:4:24: error: Unknown context value nope. ($map item 0) [template]',
      '4 |   each(x): {$eval: x + nope}',
      '  |                        ^~~~',
      '',
    ]);
  });

  it('refuses invalid YAML, a text that is too large, and an invalid variable name', async () => {
    const broken = await render('a: [', '{}');
    assert.match(broken.stderr, /^a\.yml:1:\d+: error: .*\[syntax\]/);
    assert.equal(broken.code, 1);
    const bomb = await render('{$eval: "len(range(0, 100000000))"}', '{}');
    assert.match(bomb.stderr, /too many steps/);
    assert.equal(bomb.code, 1);
    const named = await render('a', '{"a-b": 1}');
    assert.match(named.stderr, /'a-b' cannot be a variable name/);
    assert.equal(named.code, 1);
  });

  it('exits with 2 for a context that is not an object, and for files that cannot be read', async () => {
    assert.equal((await render('a', '[]')).code, 2);
    assert.equal((await render('a', '{')).code, 2);
    const folder = project({ 'c.json': '{}' });
    const gone = await lint(folder, ['render', '--context', 'c.json', 'gone.yml']);
    assert.equal(gone.code, 2);
    assert.match(gone.stderr, /gone\.yml: no such file/);
    assert.equal((await lint(folder, ['render', '--context', 'gone.json', 'c.json'])).code, 2);
  });

  it('renders the standard input, and an empty file', async () => {
    const folder = project({ 'c.json': '{"x": 1}' });
    const { stdout } = await lint(folder, ['render', '--context', 'c.json', '--format', 'json', '-'], {
      stdin: '{$eval: x}',
    });
    assert.equal(stdout, '1\n');
    assert.equal((await render('', '{}')).stdout, 'null\n');
  });
});
