import type { Fix } from '../../base/finding.js';
import { quote } from '../../base/quote.js';
import { replaceInScalar } from '../../edit/replace-in-scalar.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { isEditError } from '../../edit/write-scalar.js';
import { IDENTIFIERS } from '../../identifiers/names.js';
import { PARAMETERS } from '../../jsone/check/parameters.js';
import type { DocumentModel } from '../../model/model.js';
import {
  type Entry,
  findEntry,
  type MapNode,
  type Node,
  resolveAlias,
  type ScalarNode,
  visitNodes,
} from '../../syntax/node.js';
import { locator } from '../../syntax/source-map.js';
import type { RuleFinding } from '../rule.js';
import { expressionsFor } from './parameters.js';

/** What belongs to version 0 in a file of version 1. */
export function* versionZeroIn(model: DocumentModel): Iterable<RuleFinding> {
  for (const node of scalarsOf(model)) {
    if (!node.text.includes('{{')) continue;
    const locate = locator(node, model.tree.text);
    let count = 0;
    for (const match of node.text.matchAll(INTERPOLATION)) {
      const [interpolation, inner = ''] = match;
      const ways = waysOf(inner.trim());
      if (!ways || ++count > MOST) continue;
      const span = { start: match.index, end: match.index + interpolation.length };
      const [first] = ways;
      const right = first ? ` Version 1 writes ${first.newText}${first.event ? ` (of a ${first.event})` : ''}.` : '';
      const fixes = ways.flatMap(({ newText, event }): Fix[] => {
        const edit = replaceInScalar(model.tree, node, span, newText);
        const title = `Write ${newText}${event ? ` (${event})` : ''}`;
        return edit ? [{ title, safety: 'suggestion', edits: [edit] }] : [];
      });
      const message = `${quote(interpolation)} belongs to version 0 and stays as it is: version 1 fills in only \${…}.${right}`;
      yield { message, span: locate(span) ?? { start: node.start, end: node.end }, fixes };
    }
  }
  yield* githubExtras(model);
}

/** How many places of one string are told of. */
const MOST = 50;

const INTERPOLATION = /\{\{([^{}]*)\}\}/g;

/** The strings of a file, but for identifiers, of which the rules about their formats say so. */
function scalarsOf({ tree }: DocumentModel): ScalarNode[] {
  const scalars: ScalarNode[] = [];
  const names = new Set<Node>();
  for (const root of tree.roots.slice(0, 1)) {
    visitNodes(root, (node) => {
      if (node.kind === 'map') for (const key of IDENTIFIERS) for (const value of valuesAt(node, key)) names.add(value);
      if (node.kind === 'scalar' && node.type === 'string' && !names.has(node)) scalars.push(node);
    });
  }
  return scalars;
}

function valuesAt(map: MapNode, key: string): Node[] {
  const value = findEntry(map, key)?.value;
  return value ? [value] : [];
}

/** What version 1 writes for what stands in the braces; undefined if it is none of the parameters of version 0. */
function waysOf(inner: string): readonly { readonly newText: string; readonly event?: string }[] | undefined {
  const time = /^(?:(?:'([^']*)'|"([^"]*)")\s*\|\s*)?\$fromNow$/.exec(inner);
  if (time) return [{ newText: `\${fromNow('${time[1] ?? time[2] ?? ''}')}` }];
  if (!PARAMETERS.has(inner) && !/^event\.\w+(?:\.\w+)*$/.test(inner)) return undefined;
  return expressionsFor(inner).map(({ expression, event }) => ({
    newText: `\${${expression}}`,
    ...(event !== undefined && { event }),
  }));
}

/** The keys of `extra.github` by which version 0 decides whether to make a task, and what it adds to it. */
const DECIDES = ['events', 'branches', 'excludeBranches', 'env'];

/** `extra.github` of a task of version 1, which decides nothing there. */
function* githubExtras({ tree, tasks }: DocumentModel): Iterable<RuleFinding> {
  const seen = new Set<Entry>();
  for (const form of tasks) {
    const extra = form.role === 'certain' ? form.shape.fields.get('extra') : undefined;
    const map = extra && resolveAlias(extra.entry.value);
    const entry = map?.kind === 'map' ? findEntry(map, 'github') : undefined;
    const github = entry && resolveAlias(entry.value);
    if (!extra || map?.kind !== 'map' || !entry || github?.kind !== 'map' || seen.has(entry)) continue;
    const keys = DECIDES.filter((key) => findEntry(github, key));
    if (keys.length === 0) continue;
    seen.add(entry);
    const conditions = keys.filter((key) => key !== 'env');
    const effect =
      conditions.length > 0
        ? 'it decides nothing in version 1, and the task is made for every event. Put the task into an $if on tasks_for and event'
        : 'version 1 adds no GITHUB_ variables to the task. Write them into payload.env, from event';
    const [owner, whole] = map.entries.length > 1 ? [map, entry] : [extra.owner, extra.entry];
    const edits =
      whole === entry || map === extra.entry.value ? rewriteEntries(tree, owner, [whole], undefined) : undefined;
    yield {
      message: `extra.github with ${keys.map(quote).join(', ')} belongs to version 0: ${effect}.`,
      span: { start: entry.key.start, end: entry.key.end },
      fixes: edits && !isEditError(edits) ? [{ title: 'Remove extra.github', safety: 'suggestion', edits }] : [],
    };
  }
}
