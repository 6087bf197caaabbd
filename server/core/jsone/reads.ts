import { type Entry, keyText, type Node, visitNodes } from '../syntax/node.js';
import type { Span } from '../text.js';
import { eachOf, operatorOf } from './operators.js';

/**
 * The places whose content some expression of the template takes apart by one of `properties`, as in
 * `${default_task.workerType}`: what the variable is bound to. Renaming a key there would change what is read.
 */
export function readPlaces(roots: readonly Node[], properties: readonly string[]): Span[] {
  const names = new Set<string>();
  const bindings: { name: string; place: Span }[] = [];
  const access = new RegExp(`(?:\\.|\\[\\s*["'])(?:${properties.join('|')})\\b`, 'g');
  for (const root of roots) {
    visitNodes(root, (node) => {
      if (node.kind === 'scalar' && properties.some((property) => node.text.includes(property)))
        for (const match of node.text.matchAll(access)) names.add(rootName(node.text, match.index));
      if (node.kind === 'map') bindings.push(...bindingsOf(node));
    });
  }
  return bindings.filter(({ name }) => names.has(name)).map(({ place }) => place);
}

/** The variable at the beginning of the access path that ends before `end`: `a` of `a.b["c"]`. */
function rootName(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < 200 && /[\w.[\]"']/.test(text[start - 1] ?? '')) start--;
  return /^[\W\d]*([A-Za-z_]\w*)/.exec(text.slice(start, end))?.[1] ?? '';
}

function bindingsOf(map: Node & { kind: 'map' }): { name: string; place: Span }[] {
  const found = operatorOf(map);
  if (found?.operator === '$let') return letBindings(found.entry);
  const each = found && eachOf(map, 'each');
  return each ? each.variables.map((name) => ({ name, place: found.entry.value })) : [];
}

function letBindings({ value }: Entry): { name: string; place: Span }[] {
  if (value.kind !== 'map') return [];
  return value.entries.map((entry) => ({ name: keyText(entry) ?? '', place: entry.value }));
}

/** Every node that some alias stands for. */
export function aliasTargets(roots: readonly Node[]): ReadonlySet<Node> {
  const targets = new Set<Node>();
  for (const root of roots) {
    visitNodes(root, (node) => {
      if (node.kind === 'alias' && node.target) targets.add(node.target);
    });
  }
  return targets;
}
