import type { Definition } from '../../core/jsone/variables/variable-table.js';
import type { Anchor } from '../../core/syntax/anchors.js';
import type { Names } from './names.js';

/** What gets another name. */
export interface Renamed {
  readonly anchor?: Anchor;
  readonly label?: string;
  readonly definition?: Definition | undefined;
}

/**
 * All names of a document with what each refers to, as a text: two documents that only differ in names are the same if their
 * fingerprints are. `renamed`: what is taken to have the name `newName`.
 */
export function fingerprint({ anchors, templates, labels }: Names, renamed: Renamed = {}, newName = ''): string {
  const parts = templates().map(({ table: { definitions, reads } }) => {
    const number = new Map(definitions.map((definition, i) => [definition, i]));
    const isRenamed = (definition: Definition): boolean => definition === renamed.definition;
    return [
      definitions.map((definition) => [isRenamed(definition) ? newName : definition.name, definition.operator]),
      reads.map(({ name, meanings, isOutside, isUnsure }) => [
        [...meanings].some(isRenamed) ? newName : name,
        [...meanings].map((meaning) => number.get(meaning)),
        ...[isOutside, isUnsure],
      ]),
    ];
  });
  const aliases = anchors()
    .flatMap((anchor) => anchor.aliases)
    .sort((a, b) => a.start - b.start);
  const order = new Map(aliases.map((alias, i) => [alias, i]));
  return JSON.stringify([
    anchors().map((anchor) => [
      anchor === renamed.anchor ? newName : anchor.name,
      anchor.aliases.map((alias) => order.get(alias)),
    ]),
    parts,
    labels().map(({ text, taskId }) => [text === renamed.label ? newName : text, taskId !== undefined]),
  ]);
}
