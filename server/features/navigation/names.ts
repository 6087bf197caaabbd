import { lazy } from '../../core/base/lazy.js';
import type { Span } from '../../core/base/text.js';
import { findVariables } from '../../core/jsone/variables/find-variables.js';
import type { Definition, TextCall, VariableRead, VariableTable } from '../../core/jsone/variables/variable-table.js';
import type { DocumentModel } from '../../core/model/model.js';
import { type TemplateRoot, templateRoots } from '../../core/services/template-roots.js';
import { type Anchor, anchorsIn } from '../../core/syntax/anchors.js';

/** The function with which tasks of `.taskcluster.yml` refer to one another by a label. */
export const LABEL_FUNCTION = 'as_slugid';

/** A template with its variables. */
export interface NamedTemplate extends TemplateRoot {
  readonly table: VariableTable;
}

/** A label in `as_slugid("label")`. */
export interface Label extends TextCall {
  /** The `taskId` that it gives to a task, if it does. */
  readonly taskId: Span | undefined;
}

/** All that has a name in a document, computed when it is asked for. */
export interface Names {
  readonly anchors: () => readonly Anchor[];
  readonly templates: () => readonly NamedTemplate[];
  readonly labels: () => readonly Label[];
}

/** The names in a document. */
export function namesOf(model: DocumentModel): Names {
  const { tree, kind } = model;
  const templates = lazy(() =>
    templateRoots(model).map((root) => ({ ...root, table: findVariables(root.node, tree.text, root.without) })),
  );
  return {
    anchors: lazy(() => (tree.syntax === 'yaml' && kind !== 'none' && tree.text.includes('&') ? anchorsIn(tree) : [])),
    templates,
    labels: lazy(() => (kind === 'taskcluster-yml-v1' ? labelsOf(model, templates()) : [])),
  };
}

function labelsOf({ tasks, tree }: DocumentModel, templates: readonly NamedTemplate[]): Label[] {
  if (!tree.text.includes(LABEL_FUNCTION)) return [];
  const taskIds = tasks.flatMap(({ shape }) => shape.fields.get('taskId')?.entry ?? []);
  return templates
    .flatMap(({ table }) => table.textCalls)
    .filter(({ name }) => name === LABEL_FUNCTION)
    .map((call) => {
      const entry = taskIds.find(({ value }) => value.start <= call.scalar.start && call.scalar.end <= value.end);
      return { ...call, taskId: entry && { start: entry.start, end: entry.end } };
    });
}

/** Whether some labels are computed. */
export function hasComputedLabels({ templates }: Names): boolean {
  return templates().some(({ table }) => table.otherCalls.has(LABEL_FUNCTION));
}

/** What has a name at a place. */
export type NamedAt =
  | { readonly kind: 'anchor'; readonly here: Span; readonly anchor: Anchor }
  | { readonly kind: 'label'; readonly here: Span; readonly label: Label }
  /** `meanings`: the variable, or those that it may be. */
  | {
      readonly kind: 'variable';
      readonly here: Span;
      readonly template: NamedTemplate;
      readonly meanings: readonly Definition[];
      /** Undefined where the variable is defined. */
      readonly read: VariableRead | undefined;
    };

/** What has a name at an offset; undefined if nothing has. */
export function namedAt(names: Names, offset: number): NamedAt | undefined {
  const touches = (span: Span | undefined): span is Span =>
    span !== undefined && span.start <= offset && offset <= span.end;
  for (const anchor of names.anchors()) {
    const alias = anchor.aliases.find(touches);
    if (alias) return { kind: 'anchor', anchor, here: { start: alias.start + 1, end: alias.end } };
    if (touches(anchor.span)) return { kind: 'anchor', anchor, here: anchor.span };
  }
  const label = names.labels().find(({ span }) => touches(span));
  if (label && touches(label.span)) return { kind: 'label', label, here: label.span };
  for (const template of names.templates()) {
    const { definitions, reads } = template.table;
    const definition = definitions.find(({ span }) => touches(span));
    if (definition && touches(definition.span))
      return { kind: 'variable', template, meanings: [definition], read: undefined, here: definition.span };
    const read = reads.find(({ span }) => touches(span));
    if (read && touches(read.span))
      return { kind: 'variable', template, meanings: [...read.meanings], read, here: read.span };
  }
  return undefined;
}
