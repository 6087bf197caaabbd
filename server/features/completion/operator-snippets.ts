import { writeScalar } from '../../core/edit/write-scalar.js';
import { type OperatorName, operatorSyntax } from '../../core/jsone/engine/index.js';
import type { CompletionContext } from './completion-context.js';

/** A key with its value; the value may be a mapping of one entry, or a list of one item. */
interface Written {
  readonly key: string;
  readonly value: string | Written | readonly [item: string];
}

/**
 * An operator with what goes with it, as a snippet. `present`: the keys that are there already. In block style every line but
 * the first begins with `indent`.
 */
export function operatorSnippet(
  operator: OperatorName,
  present: readonly string[],
  { style, context }: Pick<CompletionContext, 'style' | 'context'>,
  indent: string,
): string {
  const hasWord = (word: string): boolean => present.some((key) => key === word || key.startsWith(`${word}(`));
  const companions = operatorSyntax(operator).companions.filter(
    ({ word, required }) => (required || word === 'then') && !hasWord(word),
  );
  const operand = OPERANDS[operator];
  let holes = holesIn(operand);
  const entries: Written[] = [
    { key: operator, value: operand },
    ...companions.map(({ word, variables, role }): Written => {
      const names = variables?.filter(({ optional }) => !optional).map(({ name }) => name);
      const key = names
        ? `${word}(${names
            .slice(0, -1)
            .map((name) => `${name}, `)
            .join('')}\${${++holes}:${names.at(-1)}})`
        : word;
      return { key, value: role === 'expression' ? `'\${${++holes}:condition}'` : `$${++holes}` };
    }),
  ];
  const write = context.json ? writeJson : context.flow ? writeFlow : undefined;
  if (write) return entries.map((entry) => write(entry)).join(', ');
  return entries.map((entry, i) => writeBlock(entry, indent, i === 0 ? style : 'plain')).join(`\n${indent}`);
}

const LIST: Written = { key: '$eval', value: "'${1:list}'" };

/** What stands under each operator at first. */
const OPERANDS: Readonly<Record<OperatorName, Written['value']>> = {
  $eval: "'${1:expression}'",
  $if: "'${1:condition}'",
  $let: { key: '${1:name}', value: '${2:value}' },
  $switch: { key: "'${1:condition}'", value: '${2:value}' },
  $match: { key: "'${1:condition}'", value: '${2:value}' },
  $fromNow: '${1:1 day}',
  $json: { key: '$eval', value: "'${1:expression}'" },
  $map: LIST,
  $reduce: LIST,
  $find: LIST,
  $sort: LIST,
  $reverse: LIST,
  $flatten: ['$1'],
  $flattenDeep: ['$1'],
  $merge: ['$1'],
  $mergeDeep: ['$1'],
};

/** How many places to fill in there are. */
function holesIn(value: Written['value']): number {
  if (typeof value === 'string') return value.match(/\$\{?\d/g)?.length ?? 0;
  return isItem(value) ? holesIn(value[0]) : holesIn(value.key) + holesIn(value.value);
}

/** A key in a snippet, where a dollar sign before a word would be a variable. */
function escaped(key: string): string {
  return key.replace(/\$(?=[a-z])/gi, '\\$');
}

function writeBlock({ key, value }: Written, indent: string, style: CompletionContext['style'] = 'plain'): string {
  const written = style === 'plain' ? escaped(key) : escaped(writeScalar(key, style, { json: false, flow: false }));
  if (typeof value === 'string') return `${written}: ${value}`;
  if (isItem(value)) return `${written}:\n${indent}  - ${value[0]}`;
  return `${written}:\n${indent}  ${writeBlock(value, `${indent}  `)}`;
}

function writeFlow({ key, value }: Written): string {
  if (typeof value === 'string') return `${escaped(key)}: ${value}`;
  return `${escaped(key)}: ${isItem(value) ? `[${value[0]}]` : `{${writeFlow(value)}\\}`}`;
}

function writeJson({ key, value }: Written): string {
  const quoted = (text: string): string => `"${text.replace(/^'|'$/g, '')}"`;
  const name = quoted(escaped(key));
  if (typeof value === 'string')
    return `${name}: ${/^\$\d+$/.test(value) ? `\${${value.slice(1)}:null}` : quoted(value)}`;
  return `${name}: ${isItem(value) ? `[${value[0]}]` : `{ ${writeJson(value)} \\}`}`;
}

function isItem(value: Exclude<Written['value'], string>): value is readonly [item: string] {
  return Array.isArray(value);
}
