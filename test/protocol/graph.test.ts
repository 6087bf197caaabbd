import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { GraphAnswer, PreviewChoice } from '../../server/lsp/protocol.js';
import { TIMEOUT_MS, withServer } from '../support/server.js';

const TEMPLATE = `version: 1
tasks:
  $if: tasks_for == "github-push"
  then:
    - taskId: {$eval: as_slugid("one")}
      taskQueueId: proj-x/ci
      metadata: {name: One}
    - taskQueueId: proj-x/ci
      dependencies: [{$eval: as_slugid("one")}]
      metadata: {name: Two}
`;

/** A task-graph.json of so many tasks in a row. */
const graphOf = (count: number): string =>
  JSON.stringify(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => {
        const dependencies = i > 0 ? { before: `task-${i - 1}` } : {};
        const task = { taskQueueId: 'proj-x/ci', payload: { command: ['x'.repeat(100)] }, metadata: { name: 'x' } };
        return [`task-${i}`, { kind: i % 2 ? 'test' : 'build', label: `task-${i}`, dependencies, task }];
      }),
    ),
    null,
    2,
  );

describe('the task graph', function () {
  this.timeout(TIMEOUT_MS);

  it('shows the tasks that come of a template for an event, and nothing for a document that is not open', () =>
    withServer({}, async (server) => {
      const { uri } = await server.open('.taskcluster.yml', TEMPLATE);
      const ask = (choice: PreviewChoice, of = uri): Promise<GraphAnswer | null> =>
        server.connection.sendRequest('taskcluster/graph', { uri: of, choice });
      const push = await ask({});
      assert.deepEqual(push?.graph, {
        labels: ['One', 'Two'],
        kinds: [-1, -1],
        kindNames: [],
        queues: [0, 0],
        queueNames: ['proj-x/ci'],
        places: [4, 6, 7, 6],
        known: 2,
        edges: [0, 1],
      });
      assert.equal(push.shown, 'push');
      assert.deepEqual((await ask({ occasion: 'release' }))?.graph.labels, []);
      assert.equal(await ask({}, 'file:///none'), null);
    }));

  it('shows a graph of any length as it stands in the file, and follows its edits', () =>
    withServer({}, async (server) => {
      const count = 2000;
      const document = await server.open('task-graph.json', graphOf(count));
      const ask = (): Promise<GraphAnswer> =>
        server.connection.sendRequest('taskcluster/graph', { uri: document.uri, choice: {} });
      const { graph, occasions } = await ask();
      assert.deepEqual([graph.labels.length, graph.known, graph.edges.length / 2], [count, count, count - 1]);
      assert.deepEqual(graph.kindNames, ['build', 'test']);
      assert.deepEqual(occasions, []);
      const [line = 0, character] = graph.places.slice(2 * 1000);
      assert.equal(graphOf(count).split('\n')[line]?.slice(character), '"task-1000": {');
      await document.replace('"label": "task-1000"', '"label": "renamed"');
      assert.equal((await ask()).graph.labels[1000], 'renamed');
    }));
});
