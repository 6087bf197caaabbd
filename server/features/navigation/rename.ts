import { quote } from '../../core/base/quote.js';
import type { Span } from '../../core/base/text.js';
import { applyEdits, type TextEdit } from '../../core/base/text-edit.js';
import type { DocumentModel } from '../../core/model/model.js';
import { readAgain } from '../completion/read-again.js';
import type { View } from '../view.js';
import { usesAt } from './find-uses.js';
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

/** The edits that give another name to what has one at a place. They change no meaning; otherwise they are refused. */
export function rename(
  view: View,
  newName: string,
): { readonly edits: readonly TextEdit[]; readonly label?: string } | Refused | undefined {
  const { model, offset } = view;
  const names = namesOf(model);
  const found = namedAt(names, offset);
  const all = usesAt(view);
  if (!found) return undefined;
  const refused = whyNotRenamed(model, names, found) ?? whyNotCalled(newName, names, found);
  if (refused !== undefined) return { refused };
  const edits = (all?.uses ?? []).map(({ span }) => ({ span, newText: newName }));
  if (!isSame(model, names, renamedOf(found), newName, edits))
    return { refused: `With the name ${quote(newName)} the file would mean something else.` };
  return { edits, ...(all?.label !== undefined && { label: all.label }) };
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
  const after = readAgain(model, applyEdits(model.tree.text, edits));
  if (!after || after.tree.errors.length > 0 || after.tree.limit) return false;
  return fingerprint(names, renamed, newName) === fingerprint(namesOf(after));
}
