import type { Syntax } from '../base/document.js';
import { finish, type Steps } from '../base/steps.js';
import { parseJson } from './json/parse-json.js';
import { parseStrictJson } from './json/parse-strict-json.js';
import { MAX_LENGTH } from './limits.js';
import type { ParseError, SyntaxTree } from './node.js';
import { parseAnyYamlInSteps, readAsTheServices } from './yaml/parse-yaml.js';
import { parseOrdinaryYaml } from './yaml-fast/parse-yaml-fast.js';

/** Reads a text. Never throws: `errors` or `limit` say what cannot be read. */
export function parse(text: string, syntax: Syntax): SyntaxTree {
  return finish(parseInSteps(text, syntax));
}

/** The same in steps. */
export function* parseInSteps(text: string, syntax: Syntax): Steps<SyntaxTree> {
  if (syntax === 'yaml') return yield* readYaml(text);
  const most = MAX_LENGTH[syntax];
  if (text.length > most) return tooLong(text, syntax, most);
  return parseStrictJson(text, syntax) ?? parseJson(text, { comments: syntax === 'jsonc' });
}

/** The first reason why a service would reject a text. Cheaper than a tree, and without limits on size or depth. */
export function firstParseError(text: string, syntax: Syntax): ParseError | undefined {
  return (syntax === 'yaml' ? readAsTheServices(text) : parse(text, syntax).errors)[0];
}

/** Ordinary YAML is read ten times as fast, so it may be longer. */
function* readYaml(text: string): Steps<SyntaxTree> {
  const ordinary = text.length > MAX_LENGTH.ordinaryYaml ? undefined : parseOrdinaryYaml(text);
  if (ordinary) return ordinary;
  return text.length > MAX_LENGTH.yaml ? tooLong(text, 'yaml', MAX_LENGTH.yaml) : yield* parseAnyYamlInSteps(text);
}

function tooLong(text: string, syntax: Syntax, most: number): SyntaxTree {
  const size = (length: number): string => `${(length / 1e6).toFixed(1)} million characters`;
  const message = `This file is too large to be checked: ${size(text.length)}, and the limit is ${size(most)}.`;
  return { text, syntax, roots: [], comments: [], errors: [], limit: { message, span: { start: 0, end: 0 } } };
}
