import { type Node, resolveAlias } from '../../syntax/node.js';
import { contextOf, keysOf, type TypeName, Types, typeBits, type Value } from '../engine/index.js';
import { listed } from './said.js';

const WITH_ARTICLE: Readonly<Record<TypeName, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  array: 'a list',
  object: 'a mapping',
  function: 'a function',
};

/** The name of a type in sentences. */
export function aType(name: TypeName): string {
  return WITH_ARTICLE[name];
}

/** The type of a value: `a string`, `a number or null`. */
export function aKind(value: Value): string {
  const bits = typeBits(value);
  const names = (Object.keys(Types) as TypeName[]).filter((name) => bits & Types[name]);
  return names.length > 3 ? 'a value' : listed(names.map(aType));
}

/** Whether a value certainly has none of these types. */
export function isNoneOf(value: Value, types: number): boolean {
  return (typeBits(value) & types) === 0;
}

/** The type of a node as written. */
export function kindOfNode(node: Node): string {
  const value = resolveAlias(node);
  if (value?.kind === 'seq') return 'a list';
  if (value?.kind === 'map') return 'a mapping';
  switch (value?.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return aType(value.type);
    case 'null':
    case 'missing':
      return 'null';
    default:
      return 'a value';
  }
}

/** The path of a value in the context, as an expression: `event.commits[0]`. */
export function pathOf(value: Value): string | undefined {
  const path = contextOf(value.origin);
  if (path?.kind !== 'context') return undefined;
  return keysOf(path)
    .map((key, i) => (i === 0 ? key : typeof key === 'string' && /^[a-zA-Z_]\w*$/.test(key) ? `.${key}` : at(key)))
    .join('');
}

function at(key: string | number): string {
  return typeof key === 'number' ? `[${key}]` : `['${key}']`;
}
