import type { ScalarType } from './node.js';

// How js-yaml 4, which the Taskcluster services use, types a plain scalar with its default schema. It supports some forms of
// YAML 1.1: timestamps, `0b` and `0o`; version 4.3 dropped underscores in numbers. A number that is too large becomes a
// string.
const NULL = /^(?:~|null|Null|NULL)?$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const INTEGER = /^[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)$/;
const FLOAT = /^(?:[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?)$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** An integer with this many characters, in any base, may be too large. */
const MANY_DIGITS = 250;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?$/;

/** The type of a plain (unquoted) YAML scalar. */
export function plainScalarType(text: string): ScalarType {
  if (NULL.test(text)) return 'null';
  if (BOOLEAN.test(text)) return 'boolean';
  if (isNumber(text)) return 'number';
  if (DATE.test(text) || DATE_TIME.test(text)) return 'timestamp';
  return 'string';
}

function isNumber(text: string): boolean {
  if (INTEGER.test(text)) return text.length < MANY_DIGITS || Number.isFinite(Number(text.replace(/^[-+]/, '')));
  return SPECIAL.test(text) || (FLOAT.test(text) && Number.isFinite(Number.parseFloat(text)));
}

/** The type that a tag gives a scalar; undefined if the tag leaves it open. */
export function taggedScalarType(tag: string): ScalarType {
  switch (tag) {
    case '!':
    case '!!str':
    case '!<tag:yaml.org,2002:str>':
      return 'string';
    case '!!int':
    case '!!float':
      return 'number';
    case '!!bool':
      return 'boolean';
    case '!!null':
      return 'null';
    default:
      return 'unknown';
  }
}
