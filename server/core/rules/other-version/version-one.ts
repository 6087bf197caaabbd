import type { Fix } from '../../base/finding.js';
import { quote } from '../../base/quote.js';
import { replaceInScalar } from '../../edit/replace-in-scalar.js';
import { writeScalar } from '../../edit/write-scalar.js';
import { operatorOf } from '../../jsone/operators.js';
import { stringParts } from '../../jsone/strings.js';
import { type MapNode, resolveAlias, type ScalarNode, type SyntaxTree, visitNodes } from '../../syntax/node.js';
import { locator } from '../../syntax/source-map.js';
import type { RuleFinding } from '../rule.js';
import { parameterFor } from './parameters.js';

/** Version 1 notation in a version 0 file. */
export function versionOneIn(tree: SyntaxTree): RuleFinding[] {
  const found: RuleFinding[] = [];
  for (const root of tree.roots.slice(0, 1)) {
    visitNodes(root, (node) => {
      if (node.kind === 'scalar' && node.type === 'string') found.push(...interpolations(tree, node));
      if (node.kind === 'map') found.push(...operators(tree, node));
    });
  }
  return found;
}

/** How many places in one string are reported. */
const MOST = 50;

/** Placeholders that only JSON-e would fill in. `${HOME}` may be meant for the shell. */
const OF_JSON_E = /\b(?:event\.\w|tasks_for\b|taskcluster_root_url\b|as_slugid\s*\()/;

function* interpolations(tree: SyntaxTree, node: ScalarNode): Iterable<RuleFinding> {
  if (!node.text.includes('${')) return;
  const locate = locator(node, tree.text);
  let at = 0;
  let count = 0;
  for (const { kind, text } of stringParts(node.text, 'json-e')) {
    if (kind !== 'interpolation') continue;
    const start = node.text.indexOf(text, at);
    at = start + text.length;
    const expression = text.slice(2, -1).trim();
    if (!OF_JSON_E.test(expression) || ++count > MOST) continue;
    const span = { start, end: at };
    const parameter = parameterFor(expression);
    const right = parameter === undefined ? '' : ` Write {{ ${parameter} }}.`;
    const edit = parameter === undefined ? undefined : replaceInScalar(tree, node, span, `{{ ${parameter} }}`);
    yield {
      message: `${quote(text)} is version 1 syntax and is not filled in: version 0 only fills in {{ }}.${right}`,
      span: locate(span) ?? { start: node.start, end: node.end },
      fixes: edit ? [{ title: `Write {{ ${parameter} }}`, safety: 'suggestion', edits: [edit] }] : [],
    };
  }
}

function* operators(tree: SyntaxTree, map: MapNode): Iterable<RuleFinding> {
  const found = operatorOf(map);
  if (!found) return;
  const { operator, entry } = found;
  const right = map.entries.length === 1 ? parameterOf(operator, resolveAlias(entry.value)) : undefined;
  const advice = right === undefined ? '' : ` Write "${right}".`;
  yield {
    message: `${operator} is version 1 syntax: version 0 has no JSON-e and does not evaluate it.${advice}`,
    span: { start: entry.key.start, end: entry.key.end },
    fixes: right === undefined ? [] : fixes(tree, map, right),
  };
}

function parameterOf(operator: string, value: ReturnType<typeof resolveAlias>): string | undefined {
  if (value?.kind !== 'scalar' || value.type !== 'string' || value.text.includes("'")) return undefined;
  if (operator === '$fromNow') return value.text.trim() === '' ? '{{ $fromNow }}' : `{{ '${value.text}' | $fromNow }}`;
  const parameter = operator === '$eval' ? parameterFor(value.text.trim()) : undefined;
  return parameter === undefined ? undefined : `{{ ${parameter} }}`;
}

/** Replaces a mapping with a string, if the mapping is on one line. */
function fixes({ text, syntax }: SyntaxTree, map: MapNode, right: string): Fix[] {
  if (!map.flow || map.anchor !== undefined || map.tag !== undefined) return [];
  const newText = writeScalar(right, 'double', { json: syntax !== 'yaml', flow: true });
  if (/[\r\n]/.test(text.slice(map.start, map.end))) return [];
  return [
    { title: `Write ${newText}`, safety: 'suggestion', edits: [{ span: { start: map.start, end: map.end }, newText }] },
  ];
}
