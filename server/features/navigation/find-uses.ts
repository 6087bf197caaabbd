import type { Span } from '../../core/base/text.js';
import { aliasName } from '../../core/syntax/anchors.js';
import type { View } from '../view.js';
import { type Label, type NamedAt, type Names, namedAt, namesOf } from './names.js';

/** Where something is defined. */
export interface Target {
  /** All of the definition, which contains its name. */
  readonly whole: Span;
  readonly name: Span;
}

/** A place with the name of something. */
export interface Use {
  readonly span: Span;
  readonly isDefinition: boolean;
}

/** What has a name at a place: where it is defined, and all places that have its name, in the order of the text. */
export interface Uses {
  /** The name at the place. */
  readonly here: Span;
  readonly targets: readonly Target[];
  readonly uses: readonly Use[];
  /** Other parts of the document may use it too: those that have the same label of a task. */
  readonly label?: string;
}

/** The definition of the variable, anchor or label at a place, and its uses; undefined if there is none or it is not known. */
export function usesAt({ model, offset }: View): Uses | undefined {
  const names = namesOf(model);
  const found = namedAt(names, offset);
  return found && usesOf(names, found);
}

/** The same for what has a name. */
export function usesOf(names: Names, found: NamedAt): Uses | undefined {
  switch (found.kind) {
    case 'anchor':
      return usesOfAnchor(found);
    case 'label':
      return { here: found.here, label: found.label.text, ...usesOfLabel(names.labels(), found.label.text) };
    case 'variable':
      return usesOfVariable(found);
  }
}

function usesOfAnchor({ here, anchor: { span, node, aliases } }: Extract<NamedAt, { kind: 'anchor' }>): Uses {
  const own = span ? [{ span, isDefinition: true }] : [];
  const uses = aliases.map((alias) => ({ span: aliasName(alias), isDefinition: false }));
  const targets = span ? [{ name: span, whole: { start: span.start - 1, end: Math.max(span.end, node.end) } }] : [];
  return { here, targets, uses: inOrder([...own, ...uses]) };
}

/** The places with a label: the tasks that have it as their taskId, and those that refer to them. */
export function usesOfLabel(labels: readonly Label[], text: string): Pick<Uses, 'targets' | 'uses'> {
  const same = labels.filter((label) => label.text === text);
  const targets = same.flatMap(({ span, taskId }) => (span && taskId ? [{ name: span, whole: taskId }] : []));
  const uses = same.flatMap(({ span, taskId }) => (span ? [{ span, isDefinition: taskId !== undefined }] : []));
  return { targets, uses: inOrder(uses) };
}

function usesOfVariable({ here, template, meanings, read }: Extract<NamedAt, { kind: 'variable' }>): Uses | undefined {
  if (meanings.length === 0 || read?.isUnsure) return undefined;
  const targets = meanings.flatMap(({ span, whole }) => (span ? [{ name: span, whole }] : []));
  const reads = template.table.reads.filter(
    (one) => !one.isUnsure && meanings.some((meaning) => one.meanings.has(meaning)),
  );
  const uses = reads.flatMap(({ span }) => (span ? [{ span, isDefinition: false }] : []));
  return {
    here,
    targets,
    uses: inOrder([...targets.map(({ name }) => ({ span: name, isDefinition: true })), ...uses]),
  };
}

function inOrder(uses: readonly Use[]): Use[] {
  return uses.toSorted((a, b) => a.span.start - b.span.start);
}
