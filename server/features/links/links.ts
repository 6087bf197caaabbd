import type { Span } from '../../core/base/text.js';
import type { DocumentModel } from '../../core/model/model.js';
import { queueReferences } from '../../core/references/queue-references.js';
import { isImageName } from '../../core/services/worker/image-name.js';
import { findEntry, type MapNode, resolveAlias, type ScalarNode } from '../../core/syntax/node.js';
import { type ValueAtPath, valuesAtPaths } from '../values-at-paths.js';
import { imagePage } from './image-page.js';
import { type DeploymentPage, indexPage, isTaskId } from './pages.js';

/** Where a link leads: to a URL, or to a page of whichever deployment is selected. */
export type LinkTarget =
  | { readonly url: string; readonly tooltip: string }
  | { readonly page: DeploymentPage; readonly tooltip: string };

/** A link on a piece of text. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: LinkTarget;
}

const FORMAT_PAGE = 'https://docs.taskcluster.net/docs/reference/integrations/github';

/**
 * The links in a document: sources and images of tasks, tasks, index routes, worker pools and hooks, and the documentation of
 * `.taskcluster.yml`. Only for values that are written out.
 */
export function documentLinks(model: DocumentModel): readonly DocumentLink[] {
  if (model.kind === 'none') return [];
  const { kind, tree, tasks, hooks } = model;
  const maps = new Set<MapNode>(tasks.flatMap(({ shape }) => shape.parts));
  const found = [...maps].flatMap((map) => valuesAtPaths(map).flatMap(linkOfTask));
  for (const { map } of hooks) if (map) found.push(...linksOfHook(map));
  for (const { span, also, pools } of queueReferences(model)) {
    const [id, second] = pools.kind === 'exact' ? pools.ids : [];
    if (id === undefined || second !== undefined) continue;
    const target: LinkTarget = { page: { kind: 'pool', id }, tooltip: `Open the worker pool ${id}` };
    for (const place of also ? [also, span] : [span]) found.push({ span: place, target });
  }
  const root = tree.roots[0] && resolveAlias(tree.roots[0]);
  const version = root?.kind === 'map' && kind.startsWith('taskcluster-yml') ? findEntry(root, 'version') : undefined;
  if (version?.value.kind === 'scalar') {
    const url = `${FORMAT_PAGE}/taskcluster-yml-${kind === 'taskcluster-yml-v1' ? 'v1' : 'v0'}`;
    found.push({ span: spanOf(version.value), target: { url, tooltip: 'Open the documentation of this format' } });
  }
  return withoutOverlaps(found);
}

function linkOfTask({ path, scalar }: ValueAtPath): DocumentLink[] {
  const target = isWritten(scalar) ? targetOf(path, scalar.text) : undefined;
  return target ? [{ span: spanOf(scalar), target }] : [];
}

/** Neither empty, nor filled in later, nor on several lines. */
function isWritten({ type, text, style }: ScalarNode): boolean {
  return type === 'string' && style !== 'block' && text !== '' && !/\$\{|\{\{|\{%|\s/.test(text);
}

function spanOf({ start, end, style }: ScalarNode): Span {
  const quotes = style === 'single' || style === 'double' ? 1 : 0;
  return { start: start + quotes, end: end - quotes };
}

/** The target of a value at a path in a task. */
function targetOf(path: string, text: string): LinkTarget | undefined {
  switch (path) {
    case 'metadata.source':
      return /^https?:\/\/[^\s"<>\\^`{|}]+$/.test(text)
        ? { url: text, tooltip: 'Open the source of the task' }
        : undefined;
    case 'payload.image':
    case 'payload.image.name': {
      const url = isImageName(text) ? imagePage(text) : undefined;
      return url === undefined ? undefined : { url, tooltip: `Open the image ${text}` };
    }
    case 'payload.image.namespace':
    case 'payload.mounts[].content.namespace':
      return indexTarget(text);
    case 'routes[]':
      return text.startsWith('index.') ? indexTarget(text.slice('index.'.length)) : undefined;
    case 'taskGroupId':
      return isTaskId(text) ? { page: { kind: 'group', id: text }, tooltip: 'Open the task group' } : undefined;
    case 'dependencies[]':
    case 'taskId':
    case 'payload.image.taskId':
    case 'payload.mounts[].content.taskId':
      return isTaskId(text) ? { page: { kind: 'task', id: text }, tooltip: 'Open the task' } : undefined;
    default:
      return undefined;
  }
}

function indexTarget(route: string): LinkTarget | undefined {
  const page = indexPage(route);
  return page && { page, tooltip: `Open ${route} in the index` };
}

function linksOfHook(map: MapNode): DocumentLink[] {
  const [group, id] = ['hookGroupId', 'hookId'].map((key) => {
    const value = findEntry(map, key)?.value;
    return value?.kind === 'scalar' && isWritten(value) ? value : undefined;
  });
  if (!group || !id) return [];
  const page: DeploymentPage = { kind: 'hook', group: group.text, id: id.text };
  return [{ span: spanOf(id), target: { page, tooltip: `Open the hook ${group.text}/${id.text}` } }];
}

function withoutOverlaps(links: readonly DocumentLink[]): DocumentLink[] {
  const sorted = links.toSorted((a, b) => a.span.start - b.span.start);
  return sorted.filter(({ span }, i) => span.start < span.end && span.start >= (sorted[i - 1]?.span.end ?? 0));
}
