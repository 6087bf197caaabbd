import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type TestServer, TIMEOUT_MS, withServer } from '../support/server.js';
import { PAIR } from '../support/texts.js';

/** 300 templates of tasks in one segment, each with several mistakes, and rendered for every event. */
const TEMPLATES = `version: 1
tasks:
  $let: {}
  in:
${Array.from({ length: 300 }, (_, i) => `    - {$if: 'tasks_for != "x"', then: {provisionerId: A_B${i}, workerType: C_D, payload: [], routs: []}}`).join('\n')}
`;

/** Tasks with mistakes on one line. */
const ONE_LINE = JSON.stringify(
  Array.from({ length: 1500 }, (_, i) => ({ provisionerId: 'A_B', workerType: `C${i}`, payload: {}, metadata: {} })),
);

/** Nested too deeply to be looked at. */
const DEEP = `version: 1\ntasks: ${'['.repeat(100_000)}\n`;

/** Loops that take nearly as many steps as they may. */
const LOOPS = `version: 1
tasks:
  - provisionerId: a
    workerType: B
    payload:
      $map: {$eval: 'range(0, 1000)'}
      each(x): {a: {$eval: x}, b: {$eval: 'x + 1'}, c: '\${x}'}
`;

/** What comes in which order: the hover of another document, and the diagnostics of the slow one. */
async function order(server: TestServer, name: string, text: string): Promise<string[]> {
  const other = await server.open('other.yml', PAIR);
  await other.diagnostics();
  const slow = await server.open(name, text);
  const seen: string[] = [];
  const diagnostics = slow.diagnostics().then((found) => {
    assert.ok(found.length > 0);
    seen.push('diagnostics');
  });
  // The work has begun when this is answered.
  await server.connection.sendRequest('taskcluster/documentText', { uri: other.uri });
  const hover = server.connection
    .sendRequest('textDocument/hover', { textDocument: { uri: other.uri }, position: { line: 0, character: 3 } })
    .then(() => seen.push('hover'));
  await Promise.all([diagnostics, hover]);
  return seen;
}

describe('a slow document', function () {
  this.timeout(TIMEOUT_MS);

  // Both take a second or more, so that a hover which is asked for in the middle of it is answered long before its end.
  for (const [what, name, text] of [
    ['templates in one segment', '.taskcluster.yml', TEMPLATES],
    ['tasks on one line', 'tasks.json', ONE_LINE],
  ] as const) {
    it(`keeps no other waiting: ${what}`, () =>
      withServer({ pull: true }, async (server) => {
        assert.deepEqual(await order(server, name, text), ['hover', 'diagnostics']);
      }));
  }

  // The bounds are reached so soon that either answer may come first.
  for (const [what, text] of [
    ['nested lists', DEEP],
    ['loops', LOOPS],
  ] as const) {
    it(`ends, and so does a hover elsewhere: ${what}`, () =>
      withServer({ pull: true }, async (server) => {
        assert.deepEqual((await order(server, '.taskcluster.yml', text)).toSorted(), ['diagnostics', 'hover']);
      }));
  }

  it('on one line has the fixes of what is nearest to the start of a selection, and no more than somebody looks through', () =>
    withServer({ pull: true }, async (server) => {
      const task = { provisionerId: 'A_B', workerType: 'C_D', payload: {}, metadata: { name: 'n' } };
      const text = JSON.stringify(Array.from({ length: 2000 }, () => task));
      const document = await server.open('tasks.json', text, 'json');
      const at = text.length / 2;
      const actions = await document.codeActions({
        start: { line: 0, character: at },
        end: { line: 0, character: text.length },
      });
      assert.ok(actions.length > 50 && actions.length <= 101, `${actions.length} actions`);
      const places = actions.flatMap(({ diagnostics = [] }) => diagnostics.map(({ range }) => range.start.character));
      assert.ok(Math.max(...places) - at < 100 * JSON.stringify(task).length);
      assert.ok(Math.min(...places) > at - JSON.stringify(task).length);
    }));
});
