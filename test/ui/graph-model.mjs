// Graphs for the page of the task graph: what the extension would send for a file with so many tasks.

const KINDS = [
  'build',
  'test',
  'docker-image',
  'fetch',
  'toolchain',
  'source-test',
  'upload-symbols',
  'signing',
  'repackage',
];
const QUEUES = ['proj-x/b-linux', 'proj-x/b-win', 'proj-x/t-linux', 'proj-x/t-mac', 'proj-x/images', 'proj-x/signing'];

/** A model of `count` tasks, each of which waits for up to `needs` earlier ones; the same in every run. */
export function largeGraph(count, needs = 3) {
  let seed = 1;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const kinds = Array.from({ length: count }, (_, i) => (i < count / 20 ? 2 + (i % 3) : random(KINDS.length)));
  const edges = [];
  for (let task = 1; task < count; task++) {
    const wanted = Math.min(task, needs);
    // Early tasks are toolchains and images, for which many others wait.
    const others = new Set(Array.from({ length: wanted }, (_, k) => random(k === 0 ? Math.ceil(task / 10) : task)));
    for (const other of others) edges.push(other, task);
  }
  return modelOf({
    labels: kinds.map((kind, i) => `${KINDS[kind]}-linux2404-64/opt-part-${i}`),
    kinds,
    kindNames: KINDS,
    queues: kinds.map((kind, i) => (kind + (i % 2)) % QUEUES.length),
    queueNames: QUEUES,
    places: kinds.flatMap((_, i) => [1 + 40 * i, 2]),
    known: count,
    edges,
  });
}

/** A model with that graph. */
export function modelOf(graph) {
  return {
    file: 'task-graph.json',
    state: {
      source: 'file:///x/task-graph.json',
      choice: {},
      task: null,
      label: null,
      view: 'picture',
      colours: null,
    },
    notice: null,
    answer: { version: 1, occasions: [], failures: [], graph },
  };
}
