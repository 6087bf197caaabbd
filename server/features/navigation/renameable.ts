import { quote } from '../../core/base/quote.js';
import { BUILTINS } from '../../core/jsone/engine/index.js';
import type { Definition } from '../../core/jsone/variables/variable-table.js';
import type { DocumentModel } from '../../core/model/model.js';
import { type AliasNode, type ScalarNode, visitNodes } from '../../core/syntax/node.js';
import { hasComputedLabels, type NamedAt, type NamedTemplate, type Names } from './names.js';

/** Why what has a name at a place cannot get another one, as a sentence; undefined if it can. */
export function whyNotRenamed(model: DocumentModel, names: Names, found: NamedAt): string | undefined {
  if (model.tree.errors.length > 0 || model.tree.limit)
    return 'The file cannot be read in full, so nothing is renamed.';
  switch (found.kind) {
    case 'anchor':
      return found.anchor.span ? undefined : INEXACT;
    case 'label': {
      if (hasComputedLabels(names)) return 'The file also computes labels, so it is not known what refers to this one.';
      const same = names.labels().filter(({ text }) => text === found.label.text);
      if (same.some(({ span }) => !span)) return INEXACT;
      return isShared(
        model,
        names,
        undefined,
        same.map(({ scalar }) => scalar),
      )
        ? SHARED
        : undefined;
    }
    case 'variable':
      return ofVariable(model, names, found);
  }
}

const INEXACT = 'The name is written in a way that cannot be edited, for instance with escapes.';
const SHARED = 'An alias also uses this part of the file in another way.';

function ofVariable(
  model: DocumentModel,
  names: Names,
  { template, meanings, read }: Extract<NamedAt, { kind: 'variable' }>,
): string | undefined {
  const { table, given } = template;
  const [definition, second] = meanings;
  const name = quote(read?.name ?? definition?.name ?? '');
  if (read?.isUnsure) return `${name} may be a variable of a $let whose names are computed.`;
  if (!definition) {
    if (given.has(read?.name ?? '')) return `The service provides ${name}.`;
    return Object.hasOwn(BUILTINS, read?.name ?? '')
      ? `${name} is a function of JSON-e.`
      : `${name} is not defined in this file.`;
  }
  if (!table.isComplete) return 'The template is too large to be searched in full.';
  const reads = table.reads.filter((one) => one.meanings.has(definition));
  // Where its value is missing, the name means what it means outside: nothing, unless someone else provides it.
  const isElsewhere = template.isOpen || given.has(definition.name) || Object.hasOwn(BUILTINS, definition.name);
  if (second || reads.some((one) => one.meanings.size > 1 || (one.isOutside && isElsewhere)))
    return `Not every use of ${name} refers to the same variable.`;
  if (reads.some((one) => one.isUnsure))
    return `A use of ${name} may refer to a variable of a $let whose names are computed.`;
  if (table.tested.has(definition)) return `A computed name is passed to defined(), which could be ${name}.`;
  if (!definition.span || reads.some(({ span }) => !span)) return INEXACT;
  return isShared(model, names, template, scalarsOf(definition, reads)) ? SHARED : undefined;
}

function scalarsOf({ key }: Definition, reads: readonly { readonly scalar: ScalarNode }[]): readonly ScalarNode[] {
  return [key, ...reads.map(({ scalar }) => scalar)];
}

/** Whether scalars are also used in another way, or outside of the templates (of `only` this one). */
function isShared(
  { tree }: DocumentModel,
  names: Names,
  only: NamedTemplate | undefined,
  scalars: readonly ScalarNode[],
): boolean {
  const templates = names.templates();
  const own = only ? [only] : templates;
  if (own.some(({ table }) => scalars.some((scalar) => (table.uses.get(scalar)?.size ?? 0) > 1))) return true;
  const others = templates.filter((one) => !own.includes(one));
  if (others.some(({ table }) => scalars.some((scalar) => table.uses.has(scalar)))) return true;
  const known = (alias: AliasNode): boolean => own.some(({ table }) => table.aliases.has(alias));
  const covers = ({ target }: AliasNode): boolean =>
    target !== undefined && scalars.some(({ start, end }) => target.start <= start && end <= target.end);
  let found = false;
  for (const root of tree.roots) {
    visitNodes(root, (node) => {
      if (node.kind === 'alias' && !known(node) && covers(node)) found = true;
    });
  }
  return found;
}
