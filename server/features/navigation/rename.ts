import { quote } from '../../core/base/quote.js';
import type { Span } from '../../core/base/text.js';
import { applyEdits, type TextEdit } from '../../core/base/text-edit.js';
import type { DocumentModel } from '../../core/model/model.js';
import { readAgain } from '../completion/read-again.js';
import type { View } from '../view.js';
import { usesOf } from './find-uses.js';
import { fingerprint, type Renamed } from './fingerprint.js';
import { type NamedAt, type Names, namedAt, namesOf } from './names.js';
import { whyNotCalled } from './new-name.js';
import { whyNotRenamed } from './renameable.js';

/** Why something cannot be renamed, as a sentence. */
export interface Refused {
  readonly refused: string;
}

/** What can be renamed at a place: its present name. Undefined if nothing has a name there. */
export function prepareRename({ model, offset }: View): { readonly span: Span } | Refused | undefined {
  const names = namesOf(model);
  const found = namedAt(names, offset);
  if (!found) return undefined;
  const refused = whyNotRenamed(model, names, found);
  return refused === undefined ? { span: found.here } : { refused };
}

/** The edits of a rename, and those in each of the other parts of the document. */
export interface Renaming {
  readonly edits: readonly TextEdit[];
  readonly others: readonly (readonly TextEdit[])[];
}

/**
 * The edits that give another name to what has one at a place. All names in the document keep referring to the same things;
 * otherwise it is refused. `otherParts`: the other parts of a long document; they only matter for labels of tasks, which are
 * the only names that parts share.
 */
export function rename(
  { model, offset }: View,
  newName: string,
  otherParts: () => readonly DocumentModel[] = () => [],
): Renaming | Refused | undefined {
  const names = namesOf(model);
  const found = namedAt(names, offset);
  if (!found) return undefined;
  const parts = found.kind === 'label' ? otherParts().map((part) => ({ model: part, names: namesOf(part) })) : [];
  const all = [{ model, names }, ...parts];
  for (const part of all) {
    const refused = whyNotRenamed(part.model, part.names, found) ?? whyNotCalled(newName, part.names, found);
    if (refused !== undefined) return { refused };
  }
  const renamed = renamedOf(found);
  const edits = all.map((part) => editsIn(part.names, found, newName));
  if (!all.every((part, i) => isSame(part.model, part.names, renamed, newName, edits[i] ?? [])))
    return { refused: `With the name ${quote(newName)} the file would mean something else.` };
  const [first = [], ...others] = edits;
  return { edits: first, others };
}

function editsIn(names: Names, found: NamedAt, newName: string): TextEdit[] {
  return (usesOf(names, found)?.uses ?? []).map(({ span }) => ({ span, newText: newName }));
}

function renamedOf(found: NamedAt): Renamed {
  if (found.kind === 'anchor') return { anchor: found.anchor };
  return found.kind === 'label' ? { label: found.label.text } : { definition: found.meanings[0] };
}

/** Whether all names of the changed document refer to the same things as before. */
function isSame(
  model: DocumentModel,
  names: Names,
  renamed: Renamed,
  newName: string,
  edits: readonly TextEdit[],
): boolean {
  const after = edits.length === 0 ? model : readAgain(model, applyEdits(model.tree.text, edits));
  if (!after || after.tree.errors.length > 0 || after.tree.limit) return false;
  return fingerprint(names, renamed, newName) === fingerprint(namesOf(after));
}
