import type { Span } from '../../core/base/text.js';
import { contentOffset } from '../../core/jsone/cursor/content-offset.js';
import { expressionAt, scalarRole } from '../../core/jsone/cursor/expression-at.js';
import { type Part, partAt } from '../../core/jsone/cursor/part-at.js';
import { type Expression, timeSpan } from '../../core/jsone/engine/index.js';
import { operatorOf } from '../../core/jsone/operators.js';
import { EVENT_NOUNS, TASKS_FOR } from '../../core/services/github/tasks-for.js';
import { occasionsAt, type TemplateAround, templateAround } from '../../core/services/occasions.js';
import { namesInScope } from '../../core/services/scope-names.js';
import type { ScalarNode } from '../../core/syntax/node.js';
import { placeAt, type TreePlace } from '../../core/syntax/node-at.js';
import { locator } from '../../core/syntax/source-map.js';
import type { View } from '../view.js';
import { functionBlocks, signatureText } from './expression/function-words.js';
import { operatorBlocks } from './expression/operator-words.js';
import { valueBlocks } from './expression/value-blocks.js';
import { type Block, type Inline, own, paragraph } from './markdown.js';

/** What is said about a span. */
export interface About {
  readonly span: Span;
  readonly blocks: readonly Block[];
}

/** What a template has at a place: a part of an expression, an operator, or a time span. `now`: milliseconds since 1970. */
export function templateHover({ model, offset }: View, now: number): About | undefined {
  if (model.dialect === 'mustache' || model.kind === 'none') return undefined;
  const place = placeAt(model.tree, offset);
  const template = place && templateAround(model, place);
  if (place?.node.kind !== 'scalar' || !template) return undefined;
  const { node } = place;
  return (
    aboutExpression({ model, offset }, template, place, node) ??
    (place.on === 'key' ? aboutKey(place) : aboutTimeSpan(place, node, now))
  );
}

function aboutExpression(
  { model, offset }: View,
  template: TemplateAround,
  place: TreePlace,
  node: ScalarNode,
): About | undefined {
  const { text } = model.tree;
  if (scalarRole(place.steps, place.on) !== 'expression' && !node.text.includes('${')) return undefined;
  const at = contentOffset(node, text, offset);
  const found = at === undefined ? undefined : expressionAt(place, at);
  const exact = found && at !== undefined ? partAt(found, at) : undefined;
  // A literal is best explained by what is done with it.
  const isPlain = exact?.expression.kind === 'literal' && literalBlocks(exact.expression).length === 0;
  const part = exact && isPlain ? { ...exact, expression: exact.around ?? exact.expression } : exact;
  const span = part && locator(node, text)(part.expression);
  if (!part || !span) return undefined;
  const blocks = aboutPart(text, template, part, node);
  // White space around an expression belongs to it.
  const wide = { start: Math.min(span.start, offset), end: Math.max(span.end, offset) };
  return blocks.length > 0 ? { span: wide, blocks } : undefined;
}

function aboutPart(
  source: string,
  template: TemplateAround,
  { expression, conditions }: Part,
  node: ScalarNode,
): Block[] {
  const text = node.text.slice(expression.start, expression.end);
  const reached = occasionsAt(source, template, conditions);
  if (expression.kind === 'literal') return literalBlocks(expression);
  const name =
    expression.kind === 'name' ? namesInScope(template, reached).find((one) => one.name === text) : undefined;
  if (name?.origin.kind === 'function')
    return [paragraph([{ kind: 'code', text: signatureText(name.origin) }]), ...functionBlocks(name.origin)];
  const head: Block[] = [];
  if (name?.origin.kind === 'context' && name.origin.summary) head.push(paragraph([own(name.origin.summary)]));
  if (name?.origin.kind === 'template' && name.origin.binding) {
    const { operator, key, source: value, part } = name.origin.binding;
    const { start, end } = part === 'value' ? value : key;
    const whole = source.slice(start, end);
    const words = part === 'value' ? `Variable of ${operator}: ` : `Variable of ${operator}, named in `;
    head.push(paragraph([words, { kind: 'code', text: cutSource(whole) }]));
  }
  return [...head, ...valueBlocks(text, reached)];
}

const LONGEST = 100;

function cutSource(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function literalBlocks({ value }: Extract<Expression, { kind: 'literal' }>): Block[] {
  const tasksFor = TASKS_FOR.find((one) => one === value);
  return tasksFor ? [paragraph([{ kind: 'code', text: tasksFor }, `: the event is a ${EVENT_NOUNS[tasksFor]}.`])] : [];
}

/** What an operator, or a key next to it, does. */
function aboutKey({ steps, node }: TreePlace): About | undefined {
  const step = steps.at(-1);
  if (!step || !('key' in step)) return undefined;
  const operator = operatorOf(step.within)?.operator;
  if (!operator) return undefined;
  const { start, end } = node;
  const head = step.key === operator ? step.key : `${step.key} of ${operator}`;
  return { span: { start, end }, blocks: [paragraph([{ kind: 'strong', text: head }]), ...operatorBlocks(operator)] };
}

/** The date of a time span. */
function aboutTimeSpan({ steps }: TreePlace, node: ScalarNode, now: number): About | undefined {
  const step = steps.at(-1);
  if (!step || !('key' in step) || step.key !== '$fromNow') return undefined;
  const length = node.type === 'string' ? timeSpan(node.text) : undefined;
  if (length === undefined) return undefined;
  const date = new Date(now + length);
  if (Number.isNaN(date.getTime())) return undefined;
  const { start, end } = node;
  const words = `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC, if the template is rendered now.`;
  const span = node.text.trim();
  const head: Inline = { kind: 'strong', text: span === '' ? 'now' : span };
  return { span: { start, end }, blocks: [paragraph([head, span === '' ? ': ' : ' from now: ', words])] };
}
