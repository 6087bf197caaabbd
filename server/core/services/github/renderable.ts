import { buildModel } from '../../model/build.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { findEntry, hasKey, resolveAlias } from '../../syntax/node.js';

/** Why a file is not rendered for GitHub events, in words that follow its name; undefined if it is. */
export function whyNotForEvents(fileName: string, tree: SyntaxTree): string | undefined {
  const { kind } = buildModel({ fileName, syntax: tree.syntax, text: tree.text, selection: 'auto' }, tree);
  if (kind === 'taskcluster-yml-v1' || isVersion1(tree)) return undefined;
  if (kind === 'taskcluster-yml-v0')
    return "version 0 of .taskcluster.yml is not a JSON-e template and cannot be rendered here; 'check' fills it in";
  const way = "'--context FILE' renders any file with the variables in FILE";
  return kind === 'hook'
    ? `GitHub events do not fire hooks; ${way}, for a hook such as firedBy, taskId and payload`
    : `only a version 1 .taskcluster.yml is rendered for GitHub events; ${way}`;
}

/** Whatever the file is called: it may be kept for a test, or piped in. */
function isVersion1({ roots: [root] }: SyntaxTree): boolean {
  const map = root && resolveAlias(root);
  const version = map?.kind === 'map' && hasKey(map, 'tasks') ? findEntry(map, 'version')?.value : undefined;
  return version?.kind === 'scalar' && version.type === 'number' && version.text === '1';
}
