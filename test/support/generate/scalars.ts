import fc from 'fast-check';
import jsYaml from 'js-yaml';
import type { Context, Dialect } from './context.js';
import type { Part, ScalarPart } from './parts.js';

/** What the halves usually are. */
export const PROVISIONERS = ['proj-a', 'releng-3', 'p_1', 'A'];
export const WORKERS = ['linux', 'b-linux', 'w1'];
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
/** Plain scalars that are not text. */
const OTHER_TYPES = ['123', '1.5', 'true', 'null', '~', '2024-01-01', '0x1f', '0b1', '1e3', '.inf', ''];

type Style = 'plain' | 'single' | 'double' | 'escaped' | 'literal' | 'folded' | 'clipped';

/** A text in that style, or in double quotes where the style cannot hold it. */
export function scalarPart(value: string, style: Style, { form, flow }: Context): ScalarPart {
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

/** Mostly plain. */
export const style: fc.Arbitrary<Style> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Style>('plain') },
  { weight: 2, arbitrary: fc.constantFrom<Style>('single', 'double') },
  { weight: 1, arbitrary: fc.constantFrom<Style>('escaped', 'literal', 'folded', 'clipped') },
);

/** The value of an identifier: mostly a usual one, sometimes a template, an odd text or no text. */
export function identifierValue(usual: readonly string[], context: Context): fc.Arbitrary<Part> {
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
