import type { Span } from '../../core/base/text.js';
import { OPERATOR_TABLE, operatorSyntax } from '../../core/jsone/engine/index.js';
import { operatorOf } from '../../core/jsone/operators.js';
import type { DocumentModel } from '../../core/model/model.js';
import { keyText, type MapNode, type Node, type ScalarNode, visitNodes } from '../../core/syntax/node.js';
import { locator } from '../../core/syntax/source-map.js';
import { type NamedTemplate, namesOf } from '../navigation/names.js';
import { type ContentToken, expressionTokens, interpolationTokens, type TokenType } from './expression-tokens.js';

/** A piece of code in a template. It does not contain a line break. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
}

/**
 * The code in the templates of a document: operators with the keys next to them, and expressions. In the order of the text.
 * A grammar could not tell: `${HOME}` in the script of a plain task is not code of a template.
 */
export function semanticTokens(model: DocumentModel): readonly SemanticToken[] {
  const { text } = model.tree;
  const found = namesOf(model)
    .templates()
    .flatMap((template) => tokensOf(template, text));
  const sorted = found.toSorted((a, b) => a.span.start - b.span.start);
  // Templates can share a part.
  return sorted.filter(({ span }, i) => span.start >= (sorted[i - 1]?.span.end ?? 0));
}

function tokensOf({ node: root, without, table }: NamedTemplate, text: string): SemanticToken[] {
  const loopReads = new Set(
    table.reads
      .filter(({ meanings }) => [...meanings].some(({ operator }) => operator !== '$let'))
      .map(({ span }) => span?.start),
  );
  const found: SemanticToken[] = [];
  const add = (scalar: ScalarNode, tokens: readonly ContentToken[]): void => {
    if (tokens.length === 0) return;
    const locate = locator(scalar, text);
    for (const token of tokens) {
      const place = locate(token);
      if (!place || text.slice(place.start, place.end).includes('\n')) continue;
      const span = { start: place.start, end: place.end };
      found.push({ span, type: token.type === 'variable' && loopReads.has(span.start) ? 'parameter' : token.type });
    }
  };
  const visit = (node: Node): void => {
    visitNodes(node, (one) => {
      if (one.kind === 'map') for (const { scalar, tokens } of operatorKeys(one)) add(scalar, tokens);
      if (one.kind !== 'scalar' || one.type !== 'string') return;
      const uses = table.uses.get(one);
      if (uses?.has('expression')) add(one, expressionTokens(one.text, 0, 'whole').tokens);
      else if (uses?.has('template') && one.text.includes('${')) add(one, interpolationTokens(one.text));
    });
  };
  if (root.kind !== 'map') visit(root);
  else
    for (const entry of root.entries) {
      if (without.includes(keyText(entry) ?? '')) continue;
      visit(entry.key);
      visit(entry.value);
    }
  if (root.kind === 'map') for (const { scalar, tokens } of operatorKeys(root)) add(scalar, tokens);
  return found;
}

/** The operator of a mapping, and the keys that belong to it. Variables in `each(x)` are parameters. */
function operatorKeys(map: MapNode): { readonly scalar: ScalarNode; readonly tokens: readonly ContentToken[] }[] {
  const operator = operatorOf(map)?.operator;
  if (!operator) return [];
  const words = operatorSyntax(operator).companions.map(({ word }) => word);
  return map.entries.flatMap(({ key }) => {
    if (key.kind !== 'scalar') return [];
    const [word = ''] = key.text.split('(', 1);
    if (!words.includes(word) && !Object.hasOwn(OPERATOR_TABLE, key.text)) return [];
    const names = key.text.slice(word.length).matchAll(/[A-Za-z_]\w*/g);
    const parameters = [...names].map(({ 0: name, index }): ContentToken => {
      const start = word.length + index;
      return { start, end: start + name.length, type: 'parameter' };
    });
    return [{ scalar: key, tokens: [{ start: 0, end: word.length, type: 'keyword' as const }, ...parameters] }];
  });
}
