import type { DocumentKind, SourceDocument } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import { applyEdits, mergeEditGroups } from '../core/base/text-edit.js';
import { mendFirst } from '../core/edit/readable.js';
import { buildModel } from '../core/model/build.js';
import { type SyntaxTree, visitNodes } from '../core/syntax/node.js';
import { parse } from '../core/syntax/parse.js';
import { type ChosenRules, fixOf, whyNoFix } from './chosen-rules.js';
import { asOneEdit, type LeftProblem, leftOf, type PlannedEdit, type PlanPart } from './plan.js';

/**
 * Plans the fixes of rules chosen by name that do not belong to the migration.
 * @param before edits that are made in any case
 * @param mustRead the kind that the document must still have after the edits, and be readable; undefined if it cannot be read now
 */
export function planOthers(
  document: SourceDocument,
  rules: ChosenRules,
  problems: readonly Finding<'document'>[],
  before: readonly PlannedEdit[],
  mustRead: DocumentKind | undefined,
): PlanPart {
  const wanted = new Map<string, PlannedEdit>();
  const keys = new Map<Finding<'document'>, string>();
  const left: LeftProblem[] = [];
  for (const problem of problems) {
    const fix = fixOf(problem, rules);
    if (!fix || fix.edits.length === 0) {
      left.push(leftOf(problem, whyNoFix(problem, rules)));
      continue;
    }
    const edit = asOneEdit(document.text, problem, fix);
    const key = JSON.stringify([edit.span.start, edit.span.end, edit.newText]);
    wanted.set(key, wanted.get(key) ?? edit);
    keys.set(problem, key);
  }
  const together = new Set(mergeEditGroups([...before, ...wanted.values()].map((edit) => [edit])));
  const possible = [...wanted.values()].filter((edit) => together.has(edit));
  const mostMissing = mustRead === undefined ? 0 : missingValues(parse(document.text, document.syntax));
  const isFine = (edits: readonly PlannedEdit[]): boolean =>
    mustRead === undefined ||
    isReadAs(mustRead, { ...document, text: applyEdits(document.text, [...before, ...edits]) }, mostMissing);
  const edits = new Set(mostOf(possible, isFine));
  let fixed = 0;
  for (const [problem, key] of keys) {
    const edit = wanted.get(key);
    if (edit && edits.has(edit)) fixed++;
    else if (edit && together.has(edit)) left.push(leftOf(problem, 'the file could not be read after its fix'));
    else if (edits.size + before.length === 0) left.push(leftOf(problem, 'its fix overlaps another one'));
  }
  return { edits: [...edits], fixed, left };
}

/** As many of the edits, in order, as together pass a check. One that does not pass costs a few more checks, not all of them. */
function mostOf<T>(all: readonly T[], passes: (some: readonly T[]) => boolean): readonly T[] {
  const add = (taken: readonly T[], more: readonly T[]): readonly T[] => {
    const joined = [...taken, ...more];
    if (more.length === 0 || passes(joined)) return joined;
    if (more.length === 1) return taken;
    const middle = more.length >> 1;
    return add(add(taken, more.slice(0, middle)), more.slice(middle));
  };
  return add([], all);
}

function isReadAs(kind: DocumentKind, document: SourceDocument, mostMissing: number): boolean {
  const tree = parse(document.text, document.syntax);
  if (mendFirst(tree) !== undefined || missingValues(tree) > mostMissing) return false;
  return buildModel(document, tree).kind === kind;
}

/** How many keys and items have no value. Fixes that each remove a key of one mapping could together leave nothing of it. */
function missingValues({ roots }: SyntaxTree): number {
  let count = 0;
  for (const root of roots)
    visitNodes(root, (node) => {
      if (node.kind === 'scalar' && node.type === 'missing') count++;
    });
  return count;
}
