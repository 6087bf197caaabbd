import { type Entry, keyText, type Node, resolveAlias, type ScalarNode, type SyntaxTree } from '../syntax/node.js';
import { isIntricate, mapAt, matches } from './worker-aliases.js';

/** How deeply `by-platform` and the like may be nested. */
const MAX_DEPTH = 8;

/** Longer names are not matched with patterns, which could take long. */
const LONGEST = 200;

/** The folders that hold the kinds of a taskgraph, each in its own folder. */
export const KIND_FOLDERS: readonly string[] = ['kinds', 'ci'];

/** Whether a file belongs to a kind of a taskgraph: it is in `kinds/NAME/` (or, in older projects, `ci/NAME/`). */
export function isKindFile(folder: string | undefined, fileName: string): boolean {
  return /(?:^|\/)(?:kinds|ci)\/[^/]+\/?$/.test(folder ?? '') && /\.ya?ml$/i.test(fileName);
}

/** The entries of `workers.aliases` in a taskgraph's `config.yml`. */
export function aliasEntries({ roots }: SyntaxTree): readonly Entry[] {
  const root = roots[0] && resolveAlias(roots[0]);
  const map = root?.kind === 'map' ? root : undefined;
  return mapAt(mapAt(map, 'workers'), 'aliases')?.entries ?? [];
}

/** The alias that a `worker-type` means, as taskgraph chooses it (keymatch): by its name, as a pattern, or the default. */
export function aliasOf(workerType: string, entries: readonly Entry[]): Entry | undefined {
  const named = entries.find((entry) => keyText(entry) === workerType);
  if (named) return named;
  // It is not known what an intricate pattern matches.
  if (workerType.length > LONGEST || entries.some((entry) => isIntricate(keyText(entry)))) return undefined;
  const matching = entries.filter((entry) => matches(keyText(entry), workerType));
  if (matching.length > 1) return undefined;
  return matching[0] ?? entries.find((entry) => keyText(entry) === 'default');
}

/** The values of `worker-type` in a file of a kind, with those that are keyed (`by-platform: …`). */
export function workerTypesIn({ roots }: SyntaxTree): readonly ScalarNode[] {
  const found: ScalarNode[] = [];
  const visit = (node: Node): void => {
    if (node.kind === 'seq') for (const item of node.items) visit(item);
    if (node.kind !== 'map') return;
    for (const entry of node.entries) {
      if (keyText(entry) === 'worker-type') found.push(...leavesOf(entry.value));
      else visit(entry.value);
    }
  };
  for (const root of roots) visit(root);
  return found;
}

function leavesOf(node: Node, depth = 0): readonly ScalarNode[] {
  if (node.kind === 'scalar') return node.type === 'string' && node.text !== '' ? [node] : [];
  if (node.kind !== 'map' || depth > MAX_DEPTH) return [];
  return node.entries.flatMap((entry) =>
    keyText(entry)?.startsWith('by-') && entry.value.kind === 'map'
      ? entry.value.entries.flatMap(({ value }) => leavesOf(value, depth + 1))
      : [],
  );
}
