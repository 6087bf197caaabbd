import fc from 'fast-check';
import jsYaml from 'js-yaml';
import type { SourceDocument } from '../../../server/core/base/document.js';

/** All that tasks are written like. */
const task = fc.record(
  {
    provisionerId: fc.constantFrom('proj-a', 'A_b', '${x}', 'a.b'),
    workerType: fc.constantFrom('ci', 'B_Linux', 'linux-{level}', 'x/y'),
    taskQueueId: fc.constantFrom('proj-a/ci', 'proj-b/ci', 'bad'),
    created: fc.constantFrom('2026-01-01T00:00:00Z', { $fromNow: '0 days' }),
    deadline: fc.constantFrom('2026-01-02T00:00:00Z', '2025-01-01T00:00:00Z', { $fromNow: '1 day' }),
    metadata: fc.constantFrom(
      { name: 'n', description: 'a\nb: c\n- d\n', owner: 'a@b.example', source: 'https://example.com/' },
      { name: 'n' },
    ),
    payload: fc.constantFrom({}, { command: ['a', '- b', '{"c": [1, "]"]}'], image: "it's # no comment" }),
    scopes: fc.constantFrom([], ['a**'], ['queue:create-task:proj-a/ci']),
    routes: fc.constantFrom([], ['index.a.b'], ['index.a/b']),
    tags: fc.constantFrom({}, { a: '{event.after}' }, { a: '$tasks_for' }, { a: 'x\0' }, { a: '{{ event.head.sha }}' }),
    extra: fc.constantFrom({ github: { events: ['push'] } }, { github: {} }, null),
  },
  { requiredKeys: ['metadata', 'payload'] },
);
const pool = fc.constantFrom(
  {
    providerId: 'aws',
    description: '',
    owner: 'a@b.example',
    emailOnError: false,
    config: { minCapacity: 2, maxCapacity: 1, launchConfigs: [] },
  },
  { providerId: 'static', description: '', owner: 'a@b.example', emailOnError: false, config: {} },
);
const entry = fc.oneof(
  { weight: 6, arbitrary: task },
  { weight: 3, arbitrary: fc.record({ label: fc.constant('l'), kind: fc.constant('k'), task }) },
  pool,
);
const graph = fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e-f', 'g_1', '12', 'h.i'), entry, { minKeys: 2 });
const list = fc.array(entry, { minLength: 2, maxLength: 5 });
const template = fc
  .array(task, { minLength: 2, maxLength: 4 })
  .map((tasks) => ({ version: 1, policy: { pullRequests: 'public' }, tasks }));

const dump = (value: unknown, indent: number, noArrayIndent: boolean): string =>
  jsYaml.dump(value, { indent, noArrayIndent, lineWidth: 60, noRefs: true });

const yaml = fc
  .tuple(
    fc.oneof(graph, list, template),
    fc.constantFrom(2, 4),
    fc.boolean(),
    fc.constantFrom('', '---\n', '# c\n\n'),
    fc.constantFrom('tasks.yml', '.taskcluster.yml'),
  )
  .map(([value, indent, flat, head, name]) => ({
    fileName: Array.isArray(value) || !('version' in value) ? 'tasks.yml' : name,
    syntax: 'yaml' as const,
    text: head + dump(value, indent, flat),
  }));
const json = fc
  .tuple(fc.oneof(graph, list), fc.constantFrom(1, 2, 4), fc.constantFrom('\n', '\r\n', ''))
  .map(([value, indent, end]) => {
    const text = JSON.stringify(value, null, indent) + end;
    return {
      fileName: 'graph.json',
      syntax: 'json' as const,
      text: end === '\r\n' ? text.replace(/\r?\n/g, end) : text,
    };
  });
/** Documents that fall into segments, most of them. */
export const splitDocuments: fc.Arbitrary<SourceDocument> = fc
  .oneof(yaml, json)
  .map((one) => ({ ...one, selection: 'auto' as const }));

/** What people type, and what breaks the form of the whole. */
const inserted = fc.constantFrom(
  ...[
    '',
    'x',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\r',
    '- ',
    '-',
    ': ',
    ',',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '#',
    '&a ',
    '*a',
    '!!str ',
  ],
  ...[
    '---\n',
    '...\n',
    '%Y\n',
    '|\n',
    '<<: ',
    '? ',
    '\t',
    '\ufeff',
    '$if: x',
    '${y}',
    '{{ z }}',
    'tasks:\n',
    'version: 0\n',
  ],
  ...[
    '\n- provisionerId: q\n  workerType: r\n  payload: {}\n  metadata: {}\n',
    '"k": {"payload": {}, "metadata": 1},\n',
    'k: 1\n',
  ],
);
const edit = fc.record({
  at: fc.nat(1_000_000),
  length: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(200)),
  newText: inserted,
  line: fc.boolean(),
});
/** Edits, one after the other. */
export const edits = fc.array(edit, { minLength: 1, maxLength: 6 });
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** An edit in a text: anywhere, or at the beginning of a line. */
export function placed(
  { at, length, newText, line }: Edit,
  text: string,
): { start: number; end: number; newText: string } {
  const anywhere = at % (text.length + 1);
  const start = line ? text.lastIndexOf('\n', anywhere - 1) + 1 : anywhere;
  return { start, end: Math.min(text.length, start + length), newText };
}
