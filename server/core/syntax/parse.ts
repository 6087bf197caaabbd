import type { Syntax } from '../document.js';
import { parseJson } from './json.js';
import { MAX_LENGTH } from './limits.js';
import type { SyntaxTree } from './node.js';
import { parseYaml } from './yaml.js';

/** Reads a text. Never throws: what cannot be read is named in `problems` or `limit`. */
export function parse(text: string, syntax: Syntax): SyntaxTree {
  const most = MAX_LENGTH[syntax];
  if (text.length > most) return tooLong(text, syntax, most);
  return syntax === 'yaml' ? parseYaml(text) : parseJson(text, { comments: syntax === 'jsonc' });
}

function tooLong(text: string, syntax: Syntax, most: number): SyntaxTree {
  const size = (length: number): string => `${(length / 1e6).toFixed(1)} million characters`;
  const message = `This file is too large to be checked: ${size(text.length)}, and the limit is ${size(most)}.`;
  return { text, syntax, roots: [], comments: [], problems: [], limit: { message, span: { start: 0, end: 0 } } };
}
