import { lineStart } from '../../core/base/text.js';
import { writeScalar } from '../../core/edit/write-scalar.js';
import { scalarRole } from '../../core/jsone/cursor/expression-at.js';
import { type Companion, type OperatorName, operatorSyntax, variablesIn } from '../../core/jsone/engine/index.js';
import { operatorOf } from '../../core/jsone/operators.js';
import type { DocumentModel } from '../../core/model/model.js';
import { schemaAt } from '../../core/schema/schemas.js';
import { NOT_RENDERED } from '../../core/services/github/render.js';
import { templateAround } from '../../core/services/occasions.js';
import { type Entry, keyText } from '../../core/syntax/node.js';
import type { Step, TreePlace } from '../../core/syntax/node-at.js';
import { operatorBlocks } from '../hover/expression/operator-words.js';
import { paragraph } from '../hover/markdown.js';
import { schemaLocationOf } from '../schema-location.js';
import { behind, type CompletionContext } from './completion-context.js';
import type { Candidate } from './entry.js';
import { loopVariables } from './loop-variables.js';
import { operatorSnippet } from './operator-snippets.js';

/** The operators, those that templates use most first. */
const BY_USE: readonly OperatorName[] = [
  ...(['$if', '$let', '$eval', '$fromNow', '$map', '$merge', '$flatten', '$switch', '$match', '$mergeDeep'] as const),
  ...(['$flattenDeep', '$sort', '$reverse', '$find', '$reduce', '$json'] as const),
];

type KeyStep = Extract<Step, { key: string }>;

/**
 * The keys that JSON-e gives a meaning in the mapping around the placeholder: what goes with its operator, or the operators
 * that it can have.
 */
export function operatorEntries(model: DocumentModel, place: TreePlace, slot: CompletionContext): Candidate[] {
  const step = place.steps.at(-1);
  if (!step || !('key' in step) || !templateAround(model, place, slot.typed.startsWith('$'))) return [];
  const others = step.within.entries.filter((entry) => entry !== step.entry && isRendered(entry, place, model));
  const own = operatorOf(step.within)?.operator;
  if (own) return companionEntries(own, others, model, step, slot);
  const role = scalarRole(place.steps, 'key');
  if (role === 'expression') return isIn('$switch', place) ? defaultEntries(others, slot) : [];
  // Next to names of variables there are no operators.
  if (role !== 'template' && others.length > 0) return [];
  const keys = others.map((entry) => keyText(entry) ?? '');
  return fittingOperators(model, place.steps.slice(0, -1))
    .filter((operator) => keys.every((key) => isCompanion(operator, key)))
    .map((operator) => operatorEntry(operator, keys, slot, model.tree.text));
}

/** Whether a key next to the placeholder only makes sense with an operator. */
export function belongsToOperator({ steps }: TreePlace): boolean {
  const step = steps.at(-1);
  if (!step || !('key' in step)) return false;
  const keys = step.within.entries.filter((entry) => entry !== step.entry).map((entry) => keyText(entry) ?? '');
  return keys.some((key) => /^(?:then|else|in|(?:each|by)\(.*\))$/.test(key));
}

/** The GitHub service removes some keys of the root before it renders the rest. */
function isRendered(entry: Entry, { steps }: TreePlace, { kind }: DocumentModel): boolean {
  return steps.length > 1 || kind !== 'taskcluster-yml-v1' || !NOT_RENDERED.includes(keyText(entry) ?? '');
}

function isCompanion(operator: OperatorName, key: string): boolean {
  return operatorSyntax(operator).companions.some(({ word, variables }) =>
    variables ? variablesIn(operator, word, key) !== undefined : word === key,
  );
}

function isIn(operator: OperatorName, { steps }: TreePlace): boolean {
  const step = steps.at(-2);
  return step !== undefined && 'key' in step && step.key === operator;
}

/** Those whose result can stand at the place. */
function fittingOperators(model: DocumentModel, steps: readonly Step[]): readonly OperatorName[] {
  const location = schemaLocationOf(model, steps);
  const node = location && schemaAt(location.schema, location.path);
  // What is flattened may be a list where its items are wanted.
  const isFlattened = steps.some((step) => 'key' in step && step.key.startsWith('$flatten'));
  // The root becomes the mapping that the service reads.
  const isRoot = steps.length === 0 && model.kind !== 'none';
  const types = isFlattened ? [] : isRoot ? ['object'] : [node?.type ?? []].flat();
  const fits = (operator: OperatorName): boolean => {
    const { gives } = operatorSyntax(operator);
    return gives === undefined || types.length === 0 || types.some((type) => type === gives);
  };
  const isTime = node?.format === 'date-time';
  const all = BY_USE.filter(fits);
  return isTime ? ['$fromNow', ...all.filter((operator) => operator !== '$fromNow')] : all;
}

function operatorEntry(
  operator: OperatorName,
  present: readonly string[],
  slot: CompletionContext,
  text: string,
): Candidate {
  const next = behind(slot, text)[0];
  const comma = slot.context.json && next === '"' ? ',' : '';
  const snippet = operatorSnippet(operator, present, slot, indentAt(text, slot.span.start));
  const key = writeScalar(operator, slot.style, slot.context);
  return {
    label: operator,
    kind: 'operator',
    newText: slot.colon ? key : `${key}: `,
    // At the end of JSON no bracket is closed.
    ...(!slot.colon && !(slot.context.json && next === undefined) && { snippet: snippet + comma }),
    documentation: operatorBlocks(operator),
  };
}

/** The white space that puts something below the text at an offset. */
export function indentAt(text: string, offset: number): string {
  return lineBefore(text, offset).replace(/\S/g, ' ');
}

/** The operators as values: `key: $▮`. */
export function operatorValueEntries(model: DocumentModel, place: TreePlace, slot: CompletionContext): Candidate[] {
  if (!slot.typed.startsWith('$') || slot.quote !== '' || slot.context.json) return [];
  if (!templateAround(model, place, true) || scalarRole(place.steps, 'value') !== 'template') return [];
  // Below the key, two spaces further in.
  const indent = `${/^(?:[ \t]|-[ \t]+)*/.exec(lineBefore(model.tree.text, slot.span.start))?.[0].replace(/-/g, ' ') ?? ''}  `;
  return fittingOperators(model, place.steps).map((operator) => {
    const isShort = operatorSyntax(operator).companions.every(({ required }) => !required) && operator !== '$if';
    const inline = { ...slot, context: { ...slot.context, flow: true } };
    const snippet =
      isShort || slot.context.flow
        ? `{${operatorSnippet(operator, [], inline, '')}\\}`
        : `\n${indent}${operatorSnippet(operator, [], slot, indent)}`;
    return {
      label: operator,
      kind: 'operator',
      newText: `{${operator}: }`,
      snippet,
      documentation: operatorBlocks(operator),
    };
  });
}

function lineBefore(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

/** The keys that are missing next to an operator. */
function companionEntries(
  operator: OperatorName,
  others: readonly Entry[],
  model: DocumentModel,
  { within }: KeyStep,
  slot: CompletionContext,
): Candidate[] {
  const present = others.map((entry) => keyText(entry) ?? '');
  const { companions, summary } = operatorSyntax(operator);
  return companions
    .filter(({ word, variables }) =>
      variables ? !present.some((key) => key.startsWith(`${word}(`)) : !present.includes(word),
    )
    .flatMap((companion) => keysFor(companion, operator, within, model).map((key) => ({ key, companion })))
    .map(({ key, companion: { required } }): Candidate => {
      const written = writeScalar(key, slot.style, slot.context);
      return {
        label: key,
        kind: 'operator',
        newText: slot.colon ? written : `${written}: `,
        detail: required ? `required by ${operator}` : `of ${operator}`,
        documentation: [paragraph([summary])],
      };
    });
}

function keysFor(
  { word, variables }: Companion,
  operator: OperatorName,
  within: KeyStep['within'],
  { tree }: DocumentModel,
): readonly string[] {
  return variables ? loopVariables(operator, within, tree.text).map((names) => `${word}(${names})`) : [word];
}

function defaultEntries(others: readonly Entry[], slot: CompletionContext): Candidate[] {
  if (others.some((entry) => keyText(entry) === '$default')) return [];
  const key = writeScalar('$default', slot.style, slot.context);
  const documentation = [paragraph(['The value if no condition holds.'])];
  return [{ label: '$default', kind: 'operator', newText: slot.colon ? key : `${key}: `, documentation }];
}
