import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  type Range as LspRange,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Position, Range, Span } from '../core/base/text.js';
import { inSlices } from '../documents/in-slices.js';
import { type DocumentPart, partsOf } from '../documents/parts.js';
import type { ProjectFiles } from '../documents/project-files.js';
import type { Snapshot } from '../documents/snapshots.js';
import { documentOf, viewAt } from '../documents/view-at.js';
import { workerAliasAt } from '../documents/worker-alias-places.js';
import { type Target, type Uses, usesAt, usesOfLabel } from '../features/navigation/find-uses.js';
import { LABEL_FUNCTION, namesOf } from '../features/navigation/names.js';
import { prepareRename, type Refused, rename } from '../features/navigation/rename.js';
import { isForeign } from './answering.js';
import { editOf } from './convert.js';

/** What has a name at a position, in ranges of its document. */
interface Found {
  readonly here: Range;
  readonly targets: readonly { readonly whole: Range; readonly name: Range }[];
  readonly uses: readonly { readonly range: Range; readonly isDefinition: boolean }[];
}

/** All uses of the name at a position; undefined if there is no name, or as soon as `isCurrent` returns false. */
async function findUses(snapshot: Snapshot, position: Position, isCurrent: () => boolean): Promise<Found | undefined> {
  const { view, rangeOf } = viewAt(snapshot, position);
  const found = usesAt(view);
  if (!found) return undefined;
  const here = rangeOf(found.here);
  if (found.label === undefined || documentOf(snapshot).segments.length < 2)
    return { here, ...inRanges(found, rangeOf) };
  const { label } = found;
  const parts = await inSlices(
    partsOf(snapshot, (text) => text.includes(LABEL_FUNCTION) && text.includes(label)),
    isCurrent,
  );
  const all = parts?.map(({ model, rangeOf: toRange }) =>
    inRanges(usesOfLabel(namesOf(model).labels(), label), toRange),
  );
  return all && { here, targets: all.flatMap(({ targets }) => targets), uses: all.flatMap(({ uses }) => uses) };
}

function inRanges(
  { targets, uses }: Pick<Uses, 'targets' | 'uses'>,
  rangeOf: (span: Span) => Range,
): Omit<Found, 'here'> {
  return {
    targets: targets.map(({ whole, name }: Target) => ({ whole: rangeOf(whole), name: rangeOf(name) })),
    uses: uses.map(({ span, isDefinition }) => ({ range: rangeOf(span), isDefinition })),
  };
}

/** Where the name at a position is defined. `links`: the client takes links, which show all of the definition. */
export async function definitionAt(
  snapshot: Snapshot,
  position: Position,
  links: boolean,
  files: ProjectFiles,
  isCurrent: () => boolean,
): Promise<LocationLink[] | Location[] | undefined> {
  const alias = await workerAliasAt(snapshot.uri, () => snapshot.source().text, position, files);
  if (alias) {
    const { uri: targetUri, range: targetSelectionRange, whole: targetRange } = alias.definition;
    if (!links) return [{ uri: targetUri, range: targetSelectionRange }];
    return [{ targetUri, targetRange, targetSelectionRange, originSelectionRange: alias.here }];
  }
  if (isForeign(snapshot)) return undefined;
  const found = await findUses(snapshot, position, isCurrent);
  if (!found || found.targets.length === 0) return undefined;
  const { uri } = snapshot;
  if (!links) return found.targets.map(({ name }) => ({ uri, range: name }));
  return found.targets.map(({ whole, name }) => ({
    targetUri: uri,
    targetRange: whole,
    targetSelectionRange: name,
    originSelectionRange: found.here,
  }));
}

/** All places with the name at a position. */
export async function referencesAt(
  snapshot: Snapshot,
  position: Position,
  includeDeclaration: boolean,
  files: ProjectFiles,
  isCurrent: () => boolean,
): Promise<Location[] | undefined> {
  const alias = await workerAliasAt(snapshot.uri, () => snapshot.source().text, position, files);
  if (alias) {
    const { uri, range } = alias.definition;
    return [...(includeDeclaration ? [{ uri, range }] : []), ...(await alias.uses())];
  }
  if (isForeign(snapshot)) return undefined;
  const found = await findUses(snapshot, position, isCurrent);
  const wanted = found?.uses.filter(({ isDefinition }) => includeDeclaration || !isDefinition);
  return wanted?.map(({ range }) => ({ uri: snapshot.uri, range }));
}

/** The same places for highlighting, as far as they are in the same part of a long document. */
export function highlightsAt(snapshot: Snapshot, position: Position): DocumentHighlight[] | undefined {
  if (isForeign(snapshot)) return undefined;
  const { view, rangeOf } = viewAt(snapshot, position);
  const kindOf = (isDefinition: boolean) => (isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read);
  return usesAt(view)?.uses.map(({ span, isDefinition }) => ({ range: rangeOf(span), kind: kindOf(isDefinition) }));
}

/** The name at a position that can be changed. Why it cannot is an error of the request, which editors show. */
export function prepareRenameAt(snapshot: Snapshot, position: Position): LspRange | undefined {
  if (isForeign(snapshot)) return undefined;
  const { view, rangeOf } = viewAt(snapshot, position);
  const found = prepareRename(view);
  return found ? rangeOf(unlessRefused(found).span) : undefined;
}

/** The edit that renames what is at a position. */
export async function renameAt(
  snapshot: Snapshot,
  position: Position,
  newName: string,
  versioned: boolean,
  isCurrent: () => boolean,
): Promise<WorkspaceEdit | undefined> {
  if (isForeign(snapshot)) return undefined;
  const { view, rangeOf } = viewAt(snapshot, position);
  const others = usesAt(view)?.label === undefined ? [] : await otherParts(snapshot, position, isCurrent);
  const result = others && rename(view, newName, () => others.map(({ model }) => model));
  if (!result) return undefined;
  const { edits, others: inOthers } = unlessRefused(result);
  const converted = [
    ...edits.map(({ span, newText }) => ({ range: rangeOf(span), newText })),
    ...others.flatMap((part, i) =>
      (inOthers[i] ?? []).map(({ span, newText }) => ({ range: part.rangeOf(span), newText })),
    ),
  ];
  return editOf(converted, snapshot, versioned);
}

/** The parts of a document with labels, but the one at a position. */
function otherParts(
  snapshot: Snapshot,
  { line }: Position,
  isCurrent: () => boolean,
): Promise<readonly DocumentPart[] | undefined> {
  const document = documentOf(snapshot);
  const here = Math.min(document.places().ofLine(line)?.index ?? 0, document.segments.length - 1);
  return inSlices(
    partsOf(snapshot, (text, index) => index !== here && text.includes(LABEL_FUNCTION)),
    isCurrent,
  );
}

function unlessRefused<T extends object>(found: T | Refused): T {
  if ('refused' in found) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refused);
  return found;
}
