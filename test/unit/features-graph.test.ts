import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { finish } from '../../server/core/base/steps.js';
import { openDocument } from '../../server/core/incremental/segmented-document.js';
import { graphEntries } from '../../server/documents/graph-entries.js';
import { sourceOf } from '../../server/documents/open-document.js';
import { type LinkedTask, linkTasks } from '../../server/features/graph/task-graph.js';

/** The tasks of a file, a line for each: place, label, kind, queue, and what it waits for. */
function described(fileName: string, text: string, minLength?: number): string[] {
  const graph = linkTasks(finish(graphEntries(openDocument(sourceOf(`file:///${fileName}`, text), minLength))));
  if (!graph) return ['too large'];
  const { tasks, known, edges } = graph;
  return tasks.map(({ label, kind, queue, place: { line, character } }, index) => {
    const needs = edges.filter(([, to]) => to === index).map(([from]) => tasks[from]?.label);
    const parts = [
      `${line}:${character} ${label}`,
      kind,
      queue,
      needs.length > 0 ? `<- ${needs.join(', ')}` : undefined,
    ];
    return [...parts, index < known ? undefined : 'outside'].filter((part) => part !== undefined).join('; ');
  });
}

/** What taskgraph writes, by id: a build, and a test that waits for it and for a task of an earlier push. */
const TASK_GRAPH = {
  AAAAAAAAQACvnxJ6llpsNA: {
    attributes: { kind: 'build' },
    dependencies: {},
    description: 'Linux',
    kind: 'build',
    label: 'build-linux',
    task: { provisionerId: 'proj-x', workerType: 'b-linux', metadata: { name: 'build-linux' }, payload: {} },
  },
  'AAAAAAAAQACpgIJ-PNd-fA': {
    attributes: { kind: 'test' },
    dependencies: { build: 'AAAAAAAAQACvnxJ6llpsNA' },
    kind: 'test',
    label: 'test-linux',
    task: {
      taskQueueId: 'proj-x/t-linux',
      dependencies: ['AAAAAAAAQACvnxJ6llpsNA', 'EarlierTaskQACpgIJ-PNA'],
      payload: {},
    },
  },
};

const BY_LABEL = {
  'build-linux': { kind: 'build', label: 'build-linux', dependencies: {}, task: { payload: {} } },
  'test-linux': { attributes: { kind: 'test' }, dependencies: { build: 'build-linux' }, task: { payload: {} } },
};

const LIST = `- taskId: one
  metadata: {name: One}
  taskQueueId: proj-x/ci
  payload: {}
# the next one
- taskId: two
  metadata: {name: Two}
  tags: {kind: check}
  dependencies: [one, two, three]
  payload: {}
`;

describe('the tasks of a graph', () => {
  for (const minLength of [0, 1_000_000]) {
    const how = minLength === 0 ? 'in segments' : 'in one piece';

    it(`are those of task-graph.json, linked by their ids, ${how}`, () => {
      assert.deepEqual(described('task-graph.json', JSON.stringify(TASK_GRAPH, null, 2), minLength), [
        '1:2 build-linux; build; proj-x/b-linux',
        '18:2 test-linux; test; proj-x/t-linux; <- build-linux, EarlierTaskQACpgIJ-PNA',
        '18:2 EarlierTaskQACpgIJ-PNA; outside',
      ]);
    });

    it(`are those of full-task-graph.json, linked by their labels, ${how}`, () => {
      assert.deepEqual(described('full-task-graph.json', JSON.stringify(BY_LABEL, null, 2), minLength), [
        '1:2 build-linux; build',
        '9:2 test-linux; test; <- build-linux',
      ]);
    });

    it(`are the items of a list, ${how}`, () => {
      assert.deepEqual(described('tasks.yml', LIST, minLength), [
        '0:2 One; proj-x/ci',
        '5:2 Two; check; <- One, Two, three',
        '5:2 three; outside',
      ]);
    });
  }

  it('are found in JSON without line breaks, each at its place', () => {
    const lines = described('task-graph.json', JSON.stringify(BY_LABEL), 0);
    assert.deepEqual(lines, ['0:1 build-linux; build', '0:94 test-linux; test; <- build-linux']);
  });

  it('are the others, where one cannot be read', () => {
    const text = JSON.stringify(BY_LABEL, null, 2).replace('"kind": "build",', '"kind": ,,');
    assert.ok(described('full-task-graph.json', text, 0).some((line) => line.includes('test-linux')));
  });

  it('are not what is no task: hooks, texts, lists', () => {
    assert.deepEqual(
      described('x.yml', '- {hookId: x, metadata: {}, task: {payload: {}}}\n- text\n- []\n- null\n'),
      [],
    );
    assert.deepEqual(described('x.yml', ''), []);
  });

  it('have any names', () => {
    const text = JSON.stringify(
      { ['__proto__']: BY_LABEL['build-linux'], constructor: BY_LABEL['test-linux'] },
      null,
      2,
    );
    assert.equal(described('x.json', text, 0).length, 2);
  });
});

describe('links between tasks', () => {
  const task = (id: string, ...needs: string[]): LinkedTask<number> => ({
    label: id,
    kind: undefined,
    queue: undefined,
    ids: [id],
    needs,
    place: 0,
  });

  it('may form a cycle, and lead to the task itself', () => {
    assert.deepEqual(linkTasks([task('a', 'b'), task('b', 'a', 'b')])?.edges, [
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  it('are there once, however often a task names another one', () => {
    const both = { ...task('a'), ids: ['a', 'label of a'] };
    assert.deepEqual(linkTasks([both, task('b', 'a', 'label of a', 'a')])?.edges, [[0, 1]]);
  });

  it('lead to the first of several tasks with the same name', () => {
    assert.deepEqual(linkTasks([task('a'), task('a'), task('b', 'a')])?.edges, [[0, 2]]);
  });

  it('are not made for more than anybody can look at', () => {
    const names = Array.from({ length: 1000 }, (_, i) => String(i));
    assert.equal(linkTasks(names.map((name) => task(name, ...names))), undefined);
  });
});
