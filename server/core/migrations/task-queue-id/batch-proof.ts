import { mergeEditGroups, type TextEdit } from '../../base/text-edit.js';
import type { DocumentModel } from '../../model/model.js';
import { isRendered, type Renderer, rendererOf } from '../../services/github/render.js';
import type { TemplateMemory } from '../../services/github/template-memory.js';
import type { MapNode } from '../../syntax/node.js';
import { canonicalForm, editedTree, renderAll, sharing } from './proof.js';

/** Edits of some mappings that must keep every task the same. */
export interface Change {
  readonly maps: readonly MapNode[];
  readonly edits: readonly TextEdit[];
  /** Whether a task from one of `maps` must occur for some event. */
  readonly mustBeSeen: boolean;
}

const DIFFERENT = 'the tasks would change';
const TOO_LARGE = 'the template is too large to be rendered';
const NOT_SEEN = 'no known event creates a task from this part of the template, so the change cannot be proved';

/** If one in this many changes fails, searching for the failing ones takes longer than proving each one separately. */
const WORTH = 8;

/**
 * Renders a template before and after changes. Returns for each change why it could not be proved to keep the tasks, or
 * undefined if it was. No two changes may touch the same mapping or affect the same task, so a proof for many of them together
 * holds for each one. All are tried at once, and fewer if that fails.
 *
 * @param memory what earlier versions of the document left
 */
export function proveChanges(
  model: DocumentModel,
  changes: readonly Change[],
  renderer: Renderer | undefined,
  memory?: TemplateMemory,
): (string | undefined)[] {
  const reasons: (string | undefined)[] = changes.map(() => undefined);
  if (!isRendered(model.kind) || changes.length === 0) return reasons;
  const wanted = changes.flatMap(({ maps, mustBeSeen }) => (mustBeSeen ? maps : []));
  const canonical = canonicalForm(memory?.canonical);
  const before = renderAll(model.kind, renderer, canonical, wanted);
  if (!before) return changes.map(({ mustBeSeen }) => (mustBeSeen ? TOO_LARGE : undefined));

  const keepsTasks = (some: readonly number[]): boolean => {
    const groups = some.map((index) => changes[index]?.edits ?? []);
    const edits = mergeEditGroups(groups);
    if (edits.length < groups.flat().length) return false;
    const tree = editedTree(model, edits);
    const shared = tree && sharing(model.tree, tree, memory);
    const after =
      shared && renderAll(model.kind, rendererOf({ kind: model.kind, tree: shared }, renderer?.known), canonical);
    return after?.tasks.every((tasks, i) => tasks === before.tasks[i]) ?? false;
  };
  let patience = changes.length / WORTH;
  const prove = (some: readonly number[]): void => {
    if (some.length === 0 || keepsTasks(some)) return;
    if (some.length === 1 || patience <= 0) {
      for (const index of some) if (some.length === 1 || !keepsTasks([index])) reasons[index] = DIFFERENT;
      return;
    }
    patience--;
    const half = some.length >> 1;
    prove(some.slice(0, half));
    prove(some.slice(half));
  };
  prove(changes.map((_, index) => index));
  for (const [index, { maps, mustBeSeen }] of changes.entries())
    if (mustBeSeen && !maps.some((map) => before.seen.has(map))) reasons[index] ??= NOT_SEEN;
  return reasons;
}
