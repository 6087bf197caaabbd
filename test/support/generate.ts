import fc from 'fast-check';
import jsYaml from 'js-yaml';
import type { SourceDocument } from '../../server/core/base/document.js';
import {
  type AliasPart,
  type EntryPart,
  type Layout,
  type MapPart,
  meaningOf,
  NO_TRIVIA,
  type Part,
  type ScalarPart,
  type SeqPart,
  TextWriter,
  type Trivia,
} from './generate-text.js';

/** A document for a property test, and what is known of it without the code under test. */
export interface Generated {
  readonly document: SourceDocument;
  /** What each YAML document of the text, or the JSON value, means. */
  readonly values: readonly unknown[];
  /** The lines without their breaks, and whether a fix may touch them. */
  readonly lines: readonly { readonly text: string; readonly identifier: boolean }[];
  readonly comments: readonly string[];
  /** Whether it is a `.taskcluster.yml` of version 1, which can be rendered. */
  readonly template: boolean;
  /** Whether identifiers meet by merging, so that only a rendering shows which task has which. */
  readonly merging: boolean;
}

type Form = Layout['form'];
type Dialect = 'plain' | 'json-e' | 'mustache';

/** What a part of a document is made for. */
interface Context {
  readonly form: Form;
  readonly dialect: Dialect;
  /** Whether the collections around it are written with braces. */
  readonly flow: boolean;
}

// --- Scalars

const PROVISIONERS = ['proj-a', 'releng-3', 'p_1', 'A'];
const WORKERS = ['linux', 'b-linux', 'w1'];
const INTERPOLATIONS: Readonly<Record<Dialect, readonly string[]>> = {
  plain: ['${a}', '{{ x }}'],
  'json-e': ['${a}', 'x-${b}', '${provisionerId}', '${workerType}-d', "${'}'}", '${a + "-" + b}', '$${a}'],
  mustache: ['{{ taskcluster.docker.provisionerId }}', '{{taskcluster.docker.workerType }}', 'x{{ a }}'],
};
/** What people write by mistake, and what only looks harmless. */
const ODD = [
  '',
  'B_Linux',
  'with space',
  'releng-3/linux',
  "it's",
  'a"b',
  'a\\b',
  'a: b',
  'a #b',
  'é',
  '😀',
  'a\tb',
  '{level}',
  '- x',
  '*x',
  '&x',
  'a,b',
  'a]',
  '1.5',
  'true',
  '~',
  'x'.repeat(50),
  ' lead',
  'trail ',
  '---',
  '?',
  '@x',
];
/** Plain scalars that are no text. */
const OTHER_TYPES = ['123', '1.5', 'true', 'null', '~', '2024-01-01', '0x1f', '0b1', '1e3', '.inf', ''];

type Style = 'plain' | 'single' | 'double' | 'escaped' | 'literal' | 'folded' | 'clipped';

function scalarPart(value: string, style: Style, { form, flow }: Context): ScalarPart {
  const double: ScalarPart = { kind: 'scalar', value, lines: [JSON.stringify(value)] };
  if (form !== 'yaml' || style === 'double') return style === 'escaped' ? escaped(value) : double;
  if (style === 'escaped') return escaped(value);
  if (style === 'single') return { kind: 'scalar', value, lines: [`'${value.replaceAll("'", "''")}'`] };
  if (style !== 'plain') {
    if (flow || !/^[!-~]([ -~]*[!-~])?$/.test(value)) return double;
    if (style === 'literal') return { kind: 'scalar', value, lines: ['|-', value] };
    if (style === 'clipped') return { kind: 'scalar', value: `${value}\n`, lines: ['|', value] };
    return { kind: 'scalar', value, lines: ['>-', value] };
  }
  return isPlain(value, flow) ? { kind: 'scalar', value, lines: [value] } : double;
}

/** With its first character written as an escape. */
function escaped(value: string): ScalarPart {
  const first = value.length > 0 ? `\\u${value.charCodeAt(0).toString(16).padStart(4, '0')}` : '';
  return { kind: 'scalar', value, lines: [`"${first}${JSON.stringify(value.slice(1)).slice(1)}`] };
}

/** Whether js-yaml reads the text, written plainly, as itself. */
function isPlain(value: string, flow: boolean): boolean {
  try {
    const read: unknown = jsYaml.load(flow ? `{k: ${value}, l: 1}` : `k: ${value}`);
    const wanted = flow ? { k: value, l: 1 } : { k: value };
    return JSON.stringify(read) === JSON.stringify(wanted);
  } catch {
    return false;
  }
}

function otherType(source: string, { form }: Context): ScalarPart {
  if (form === 'yaml')
    return { kind: 'scalar', value: jsYaml.load(`[${source || '~'}]`, {}) as unknown, lines: [source] };
  const json = /^(?:123|1\.5|true|null)$/.test(source) ? source : '7';
  return { kind: 'scalar', value: JSON.parse(json) as unknown, lines: [json] };
}

const style: fc.Arbitrary<Style> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Style>('plain') },
  { weight: 2, arbitrary: fc.constantFrom<Style>('single', 'double') },
  { weight: 1, arbitrary: fc.constantFrom<Style>('escaped', 'literal', 'folded', 'clipped') },
);

function identifierValue(usual: readonly string[], context: Context): fc.Arbitrary<Part> {
  const text = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...usual) },
    { weight: 3, arbitrary: fc.constantFrom(...INTERPOLATIONS[context.dialect]) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  );
  return fc.oneof(
    { weight: 12, arbitrary: fc.tuple(text, style).map(([value, how]) => scalarPart(value, how, context)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...OTHER_TYPES).map((source) => {
        const part = otherType(source, context);
        return { ...part, value: Array.isArray(part.value) ? part.value[0] : part.value };
      }),
    },
  );
}

// --- Entries

const usually = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    { weight: others.length, arbitrary: fc.constantFrom(...others) },
  );

const trivia: fc.Arbitrary<Trivia> = fc.record({
  above: usually<Trivia['above']>('none', 'comment', 'blank', 'both', 'outdented'),
  behind: usually<Trivia['behind']>('none', 'comment', 'close', 'space', 'tab'),
  between: usually<Trivia['between']>('none', 'break', 'comment'),
});

const quote = usually<EntryPart['quote']>('', '"', "'");

const entryOf = (key: string, value: Part, more: Partial<EntryPart> = {}): EntryPart => ({
  key,
  quote: '',
  value,
  trivia: NO_TRIVIA,
  identifier: false,
  ...more,
});

const text = (value: string): ScalarPart => ({ kind: 'scalar', value, lines: [JSON.stringify(value)] });
const number = (value: number): ScalarPart => ({ kind: 'scalar', value, lines: [String(value)] });

const withEntry = (key: string, value: fc.Arbitrary<Part>, identifier = false): fc.Arbitrary<EntryPart> =>
  fc.record({ value, trivia, quote }).map(({ value: part, ...looks }) => entryOf(key, part, { ...looks, identifier }));

/** A mapping of other things than identifiers, some of them made to be taken for identifiers. */
function otherValue(context: Context): fc.Arbitrary<Part> {
  const flow = fc.boolean().map((braces) => context.flow || braces);
  const string = fc
    .tuple(fc.constantFrom('x', '#no', "'", '"', 'é', '${a}'), style)
    .map(([value, how]) => scalarPart(value, how, context));
  const block: fc.Arbitrary<Part> =
    context.form === 'yaml' && !context.flow
      ? fc.constantFrom<Part>(
          {
            kind: 'scalar',
            value: 'provisionerId: x\nworkerType: y\n',
            lines: ['|', 'provisionerId: x', 'workerType: y'],
          },
          { kind: 'scalar', value: 'a # b\n', lines: ['>', 'a', '# b'] },
          { kind: 'scalar', value: 'a\n\n  b', lines: ['|-', 'a', '', '  b'] },
        )
      : string;
  const inner = fc.oneof(string, block, fc.constant<Part>(number(1)));
  const map = fc
    .tuple(
      flow,
      fc.uniqueArray(fc.constantFrom('k', 'image', 'env'), { maxLength: 3 }),
      fc.array(trivia, { minLength: 3, maxLength: 3 }),
    )
    .map(
      ([braces, keys, looks]): Part => ({
        kind: 'map',
        flow: braces,
        entries: keys.map((key, i) => entryOf(key, number(i), { trivia: looks[i] ?? NO_TRIVIA })),
      }),
    );
  const list = fc
    .tuple(flow, fc.array(fc.constant<Part>(text('s')), { maxLength: 2 }))
    .map(([braces, items]): Part => ({ kind: 'seq', flow: braces, items }));
  return fc.oneof(fc.constant<Part>({ kind: 'map', flow: true, entries: [] }), map, list, inner);
}

// --- Tasks

/** Which identifiers a task has; `pair` weighs most. */
const COMBINATIONS: readonly (readonly [number, readonly string[]])[] = [
  [8, ['provisionerId', 'workerType']],
  [2, ['provisionerId', 'workerType', 'taskQueueId']],
  [1, ['taskQueueId']],
  [1, ['provisionerId', 'taskQueueId']],
  [1, ['workerType', 'taskQueueId']],
  [1, ['provisionerId']],
  [1, ['workerType']],
  [1, []],
];

const identifiers = fc.oneof(...COMBINATIONS.map(([weight, keys]) => ({ weight, arbitrary: fc.constant(keys) })));

interface TaskOptions {
  /** Keys that are there besides, each with a value of its own. */
  readonly fixed?: readonly EntryPart[];
  /** Which identifiers it has, instead of any combination. */
  readonly keys?: fc.Arbitrary<readonly string[]>;
  readonly others?: readonly string[];
}

function taskPart(
  context: Context,
  { fixed = [], keys = identifiers, others }: TaskOptions = {},
): fc.Arbitrary<MapPart> {
  const besides = fc.uniqueArray(fc.constantFrom('created', 'scopes', 'routes', 'tags'), { maxLength: 2 });
  const flow = context.flow ? fc.constant(true) : usually(false, true);
  return fc.tuple(keys, besides, flow, fc.nat(), fc.boolean()).chain(([names, more, braces, order, equal]) => {
    const here: Context = { ...context, flow: braces };
    const own = ['payload', 'metadata', ...more];
    const parts: fc.Arbitrary<EntryPart>[] = [
      ...names.map((name) => withEntry(name, valueFor(name, names, equal, here), true)),
      ...(others ?? own).map((key) => withEntry(key, otherValue(here))),
      ...fixed.map((entry) => fc.constant(here.flow ? { ...entry, value: asFlow(entry.value) } : entry)),
    ];
    return fc
      .tuple(...parts)
      .map((entries): MapPart => ({ kind: 'map', flow: braces, entries: shuffled(entries, order) }));
  });
}

function valueFor(name: string, names: readonly string[], equal: boolean, context: Context): fc.Arbitrary<Part> {
  const whole = equal && names.length === 3;
  const [p, w] = context.dialect === 'json-e' ? ['p-${a}', 'w'] : ['p', 'w'];
  if (name === 'taskQueueId')
    return whole
      ? style.map((how) => scalarPart(`${p}/${w}`, how, context))
      : identifierValue(['proj-a/linux', 'A/w1'], context);
  const half = name === 'provisionerId' ? p : w;
  if (whole) return style.map((how) => scalarPart(half, how, context));
  return identifierValue(name === 'provisionerId' ? PROVISIONERS : WORKERS, context);
}

function asFlow(part: Part): Part {
  if (part.kind === 'map')
    return { ...part, flow: true, entries: part.entries.map((e) => ({ ...e, value: asFlow(e.value) })) };
  return part.kind === 'seq' ? { ...part, flow: true, items: part.items.map(asFlow) } : part;
}

/** In an order that a number names; 0 leaves them as they are. */
function shuffled<T>(items: readonly T[], order: number): T[] {
  const left = [...items];
  const out: T[] = [];
  let rest = order;
  while (left.length > 0) {
    out.push(...left.splice(rest % left.length, 1));
    rest = Math.floor(rest / (left.length + 1));
  }
  return out;
}

// --- Anchors and aliases

/** Gives the values of some identifiers anchors, and lets some of the later ones be aliases to them. */
function withAliases(tasks: readonly MapPart[], choices: readonly number[]): MapPart[] {
  const anchors: { name: string; part: Part }[] = [];
  let i = 0;
  return tasks.map((task) => ({
    ...task,
    entries: task.entries.map((entry): EntryPart => {
      const choice = entry.identifier && entry.value.kind === 'scalar' ? (choices[i++ % choices.length] ?? 0) : 0;
      if (choice === 1 && entry.value.kind === 'scalar') {
        const part = { ...entry.value, anchor: `anchor${anchors.length}` };
        anchors.push({ name: part.anchor, part });
        return { ...entry, value: part };
      }
      const source = choice >= 2 ? anchors[choice % Math.max(1, anchors.length)] : undefined;
      const alias: AliasPart | undefined = source && { kind: 'alias', name: source.name, target: source.part };
      return alias ? { ...entry, value: alias } : entry;
    }),
  }));
}

const aliasChoices = fc.oneof(
  { weight: 3, arbitrary: fc.constant([0]) },
  { weight: 1, arbitrary: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }) },
);

// --- Documents

const layoutFor = (form: Form): fc.Arbitrary<Layout> =>
  fc.record({
    form: fc.constant(form),
    broken: fc.boolean(),
    step: fc.constantFrom<2 | 4>(2, 4),
    deepLists: fc.boolean(),
    trailingComma: usually(false, true),
    spaceBeforeColon: usually(false, true),
  });

/** What stands around the lines. */
interface Wrapping {
  readonly bom: boolean;
  readonly crlf: boolean;
  readonly ending: 'break' | 'none' | 'blanks';
  readonly marker: 'none' | 'start' | 'both';
}

const wrapping: fc.Arbitrary<Wrapping> = fc.record({
  bom: usually(false, true),
  crlf: fc.boolean(),
  ending: usually<Wrapping['ending']>('break', 'none', 'blanks'),
  marker: usually<Wrapping['marker']>('none', 'start', 'both'),
});

interface Draft {
  readonly name: string;
  readonly roots: readonly Part[];
  readonly template?: boolean;
  readonly merging?: boolean;
}

function write({ name, roots, template = false, merging = false }: Draft, layout: Layout, around: Wrapping): Generated {
  const writer = new TextWriter(layout);
  for (const [i, root] of roots.entries()) {
    if (layout.form === 'yaml' && (i > 0 || around.marker !== 'none')) writer.raw('---');
    writer.document(root);
    if (layout.form === 'yaml' && around.marker === 'both') writer.raw('...');
  }
  const eol = around.crlf ? '\r\n' : '\n';
  const end = { break: eol, none: '', blanks: eol + eol }[around.ending];
  const body = writer.lines.map((line) => line.text).join(eol) + end;
  return {
    document: { fileName: name, syntax: layout.form, text: (around.bom ? '\uFEFF' : '') + body, selection: 'auto' },
    values: roots.map(meaningOf),
    lines: writer.lines,
    comments: writer.commentTexts(),
    template,
    merging,
  };
}

const forms = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Form>('yaml') },
  { weight: 1, arbitrary: fc.constantFrom<Form>('json', 'jsonc') },
);

const EXTENSIONS: Readonly<Record<Form, string>> = { yaml: 'yml', json: 'json', jsonc: 'jsonc' };

/** One task, several, a list, a graph or a hook. */
const plainDocument: fc.Arbitrary<Generated> = fc
  .tuple(forms, fc.constantFrom('task', 'list', 'graph', 'hook', 'several'), fc.boolean())
  .chain(([form, kind, braces]) => {
    const context: Context = { form, dialect: kind === 'hook' ? 'json-e' : 'plain', flow: form !== 'yaml' || braces };
    const tasks = fc
      .tuple(
        fc.array(taskPart(context), { minLength: 1, maxLength: kind === 'task' || kind === 'hook' ? 1 : 3 }),
        aliasChoices,
      )
      .map(([all, choices]) => (form === 'yaml' && kind !== 'several' ? withAliases(all, choices) : all));
    return fc
      .tuple(tasks, layoutFor(form), wrapping)
      .map(([all, layout, around]) =>
        write({ name: `x.${EXTENSIONS[form]}`, roots: rootsOf(kind, all, context) }, layout, around),
      );
  });

function rootsOf(kind: string, tasks: readonly MapPart[], { form, flow }: Context): Part[] {
  const map = (...entries: EntryPart[]): MapPart => ({ kind: 'map', flow, entries });
  const first = tasks[0] ?? map();
  switch (kind) {
    case 'several':
      return form === 'yaml' ? [...tasks] : [first];
    case 'list':
      return [{ kind: 'seq', flow, items: tasks }];
    case 'graph':
      return [
        map(...tasks.map((task, i) => entryOf(`task${i}`, map(entryOf('label', text('l')), entryOf('task', task))))),
      ];
    case 'hook':
      return [
        map(
          entryOf('hookId', text('h')),
          entryOf('metadata', map()),
          entryOf('task', first),
          entryOf('schedule', map()),
        ),
      ];
    default:
      return [first];
  }
}

/** Version 0 of `.taskcluster.yml`. */
const versionZero: fc.Arbitrary<Generated> = fc
  .tuple(
    fc.array(
      taskPart(
        { form: 'yaml', dialect: 'mustache', flow: false },
        { fixed: [entryOf('extra', { kind: 'map', flow: true, entries: [entryOf('github', text('x'))] })] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    aliasChoices,
    layoutFor('yaml'),
    wrapping,
  )
  .map(([tasks, choices, layout, around]) => {
    const root: MapPart = {
      kind: 'map',
      flow: false,
      entries: [
        entryOf('version', number(0)),
        entryOf('metadata', { kind: 'map', flow: true, entries: [entryOf('name', text('n'))] }),
        entryOf('tasks', { kind: 'seq', flow: false, items: withAliases(tasks, choices) }),
      ],
    };
    return write({ name: '.taskcluster.yml', roots: [root] }, layout, around);
  });

const CONDITIONS = ['tasks_for == "github-push"', 'tasks_for != "github-push"', 'true'];

const V1: Context = { form: 'yaml', dialect: 'json-e', flow: false };

const blockMap = (...entries: EntryPart[]): MapPart => ({ kind: 'map', flow: false, entries });
const blockSeq = (...items: Part[]): SeqPart => ({ kind: 'seq', flow: false, items });

const when = fc.constantFrom(...CONDITIONS).map((condition) => entryOf('$if', text(condition)));

/** Something that becomes a task, or nothing. */
const itemTemplate: fc.Arbitrary<Part> = fc.letrec<{ item: Part; task: MapPart }>((tie) => ({
  task: taskPart(V1),
  item: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: tie('task') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(when, tie('item'), fc.option(tie('item')))
        .map(([condition, then, otherwise]) =>
          blockMap(condition, entryOf('then', then), ...(otherwise ? [entryOf('else', otherwise)] : [])),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...CONDITIONS), tie('item'))
        .map(([condition, item]) =>
          blockMap(
            entryOf('$switch', blockMap(entryOf(condition, item, { quote: "'" }), entryOf('$default', blockMap()))),
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: tie('item').map((item) =>
        blockMap(entryOf('$let', { kind: 'map', flow: true, entries: [entryOf('c', text('1'))] }), entryOf('in', item)),
      ),
    },
  ),
})).item;

const WORD_LIST: Part = { kind: 'seq', flow: true, items: [text('u'), text('v')] };

/** Something that becomes a list of tasks. */
const listTemplate: fc.Arbitrary<Part> = fc.oneof(
  { weight: 4, arbitrary: fc.array(itemTemplate, { minLength: 1, maxLength: 3 }).map((items) => blockSeq(...items)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(when, itemTemplate)
      .map(([condition, item]) => blockMap(condition, entryOf('then', blockSeq(item)), entryOf('else', blockSeq()))),
  },
  {
    weight: 1,
    arbitrary: itemTemplate.map((item) => blockMap(entryOf('$map', WORD_LIST), entryOf('each(w)', item))),
  },
  {
    weight: 1,
    arbitrary: itemTemplate.map((item) => blockMap(entryOf('$flatten', blockSeq(blockSeq(item), blockSeq())))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...CONDITIONS)
      .chain((condition) =>
        itemTemplate.map((item) => blockMap(entryOf('$match', blockMap(entryOf(condition, item, { quote: "'" }))))),
      ),
  },
);

/** The variables that templates use; two of them are only called like identifiers. */
const VARIABLES: readonly EntryPart[] = [
  entryOf('a', text('one')),
  entryOf('b', text('two')),
  entryOf('provisionerId', text('var-p')),
  entryOf('workerType', text('var-w')),
];

const v1Root = (tasks: Part, ...variables: EntryPart[]): Part =>
  blockMap(
    entryOf('version', number(1)),
    entryOf('policy', blockMap(entryOf('pullRequests', text('public')))),
    entryOf('tasks', blockMap(entryOf('$let', blockMap(...VARIABLES, ...variables)), entryOf('in', tasks))),
  );

/** Version 1 of `.taskcluster.yml`, where every task holds its own identifiers. */
const versionOne: fc.Arbitrary<Generated> = fc
  .tuple(listTemplate, layoutFor('yaml'), wrapping)
  .map(([tasks, layout, around]) =>
    write({ name: '.taskcluster.yml', roots: [v1Root(tasks)], template: true }, layout, around),
  );

const someKeys = fc.constantFrom<readonly string[]>(
  ['provisionerId'],
  ['workerType'],
  ['provisionerId', 'workerType'],
  [],
  ['taskQueueId'],
);

/** Version 1 where a default task is merged with others: by `$merge`, by `$mergeDeep`, or by YAML's merge key. */
const merged: fc.Arbitrary<Generated> = fc
  .tuple(
    taskPart(V1, { keys: someKeys }),
    fc.array(
      fc.tuple(
        taskPart(V1, { keys: someKeys, others: ['tags'] }),
        fc.constantFrom('$merge', '$mergeDeep', '<<', 'alone', 'given'),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    layoutFor('yaml'),
    wrapping,
  )
  .map(([base, overrides, layout, around]) => {
    const anchored: MapPart = { ...base, anchor: 'base' };
    const alias: AliasPart = { kind: 'alias', name: 'base', target: anchored };
    const variable = blockMap(entryOf('$eval', text('base')));
    const known = blockMap(entryOf('$eval', text('{"c": a}')));
    const items = overrides.map(([override, how]): Part => {
      if (how === '<<') return { ...override, entries: [entryOf('<<', alias), ...override.entries] };
      if (how === 'alone') return variable;
      const operands = how === 'given' ? [variable, known, override] : [variable, override];
      return blockMap(entryOf(how === 'given' ? '$merge' : how, blockSeq(...operands)));
    });
    const root = v1Root(blockSeq(...items), entryOf('base', anchored));
    return write({ name: '.taskcluster.yml', roots: [root], template: true, merging: true }, layout, around);
  });

/** Documents of all kinds. */
export const documents: fc.Arbitrary<Generated> = fc.oneof(
  { weight: 4, arbitrary: plainDocument },
  { weight: 1, arbitrary: versionZero },
  { weight: 3, arbitrary: versionOne },
  { weight: 2, arbitrary: merged },
);
