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

/** Version 0 notation in a version 1 file. */
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
      const right = first
        ? ` In version 1, write ${first.newText}${first.event ? ` (for a ${first.event})` : ''}.`
        : '';
      const fixes = ways.flatMap(({ newText, event }): Fix[] => {
        const edit = replaceInScalar(model.tree, node, span, newText);
        const title = `Write ${newText}${event ? ` (${event})` : ''}`;
        return edit ? [{ title, safety: 'suggestion', edits: [edit] }] : [];
      });
      const message = `${quote(interpolation)} is version 0 syntax and is not filled in: version 1 only fills in \${…}.${right}`;
      yield { message, span: locate(span) ?? { start: node.start, end: node.end }, fixes };
    }
  }
  yield* githubExtras(model);
}

/** How many places in one string are reported. */
const MOST = 50;

const INTERPOLATION = /\{\{([^{}]*)\}\}/g;

/** The strings of a file, except identifiers, which the format rules check. */
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

/** The version 1 equivalent of the text in the braces; undefined if it is not a parameter of version 0. */
function waysOf(inner: string): readonly { readonly newText: string; readonly event?: string }[] | undefined {
  const time = /^(?:(?:'([^']*)'|"([^"]*)")\s*\|\s*)?\$fromNow$/.exec(inner);
  if (time) return [{ newText: `\${fromNow('${time[1] ?? time[2] ?? ''}')}` }];
  if (!PARAMETERS.has(inner) && !/^event\.\w+(?:\.\w+)*$/.test(inner)) return undefined;
  return expressionsFor(inner).map(({ expression, event }) => ({
    newText: `\${${expression}}`,
    ...(event !== undefined && { event }),
  }));
}

/** The keys of `extra.github` that tell version 0 whether to create a task, and what to add to it. */
const DECIDES = ['events', 'branches', 'excludeBranches', 'env'];

/** `extra.github` in a version 1 task, where it has no effect. */
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
        ? 'version 1 ignores it and creates the task for every event. Wrap the task in an $if on tasks_for and event'
        : 'version 1 adds no GITHUB_ variables to the task. Set them in payload.env, from event';
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
