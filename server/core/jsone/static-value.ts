import { isMapping, type Mapping } from '../base/mapping.js';
import { setOwn } from '../base/set-own.js';
import { keyText, type MapNode, type Node, resolveAlias, type ScalarNode } from '../syntax/node.js';
import { scalarValue, timestampInJson } from '../syntax/scalar-value.js';
import { timeSpan } from './engine/index.js';
import { NOW } from './fixed-clock.js';
import type { Located } from './located-value.js';
import { operatorOf } from './operators.js';
import { createEvaluator, EMPTY_SCOPE, type Evaluator, type Field, type MapShape, type Scope } from './shape.js';
import { type Dialect, hasInterpolations, type Part, stringParts } from './strings.js';

/** A placeholder for a value that is only known once the template is rendered. */
export class Unknown {
  /** For a string with interpolations, what is known about it. */
  constructor(readonly parts: readonly Part[] = []) {}
}

export const isUnknown = (value: unknown): boolean => value instanceof Unknown;

/** Whether a value is a mapping of which something is known. */
export function isKnownMapping(value: unknown): value is Mapping {
  return isMapping(value) && !(value instanceof Unknown) && !(value instanceof Date);
}

/** What is known about a task without rendering it. */
export interface StaticTask extends Located {
  /** The mappings of the data that may have further keys. */
  readonly open: ReadonlySet<object>;
}

/** The maximum size and depth of the data of one task; the rest of it is unknown. */
const MAX_NODES = 100_000;
const MAX_NESTING = 200;

/**
 * Creates plain data for a variant of a task. Computed parts become `Unknown`. `sentAsJson`: an unquoted date becomes a string,
 * as in JSON.
 */
export function staticTask(shape: MapShape, place: Node, dialect: Dialect, sentAsJson: boolean): StaticTask {
  const builder = new Builder(dialect, createEvaluator(dialect), sentAsJson);
  return { value: builder.map(shape), sources: builder.sources, open: builder.open, place };
}

/** A mapping as plain data, computed parts as `Unknown`. Undefined if it is computed as a whole. */
export function staticMapping(map: MapNode): (StaticTask & { readonly value: Mapping }) | undefined {
  const [shape, ...others] = createEvaluator('any').shapes(map, EMPTY_SCOPE);
  if (shape?.kind !== 'map' || others.length > 0) return undefined;
  const data = staticTask(shape, map, 'any', true);
  return isKnownMapping(data.value) ? { ...data, value: data.value } : undefined;
}

class Builder {
  readonly sources = new Map<object, readonly MapNode[]>();
  readonly open = new Set<object>();
  private nodes = 0;
  private nesting = 0;

  constructor(
    private readonly dialect: Dialect,
    private readonly evaluator: Evaluator,
    private readonly sentAsJson: boolean,
  ) {}

  map({ parts, fields, open }: MapShape): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    this.sources.set(out, parts);
    if (open) this.open.add(out);
    for (const [key, field] of fields) {
      if (this.isTemplated(key)) this.open.add(out);
      else setOwn(out, key, this.field(field));
    }
    return out;
  }

  private field({ entry, scope, certain, under }: Field): unknown {
    // If a key may be absent or overridden, even its presence is unknown.
    if (!certain) return new Unknown();
    // Merged deeply with another value: only rendering gives the result.
    return under && resolveAlias(entry.value)?.kind !== 'scalar' ? new Unknown() : this.value(entry.value, scope);
  }

  private value(node: Node, scope: Scope): unknown {
    const value = resolveAlias(node);
    if (!value || ++this.nodes > MAX_NODES || this.nesting >= MAX_NESTING) return new Unknown();
    if (value.kind === 'scalar') return this.scalar(value);
    this.nesting++;
    const out = value.kind === 'seq' ? value.items.map((item) => this.value(item, scope)) : this.mapping(value, scope);
    this.nesting--;
    return out;
  }

  private scalar(node: ScalarNode): unknown {
    if (node.type === 'unknown' || (node.tag !== undefined && node.type !== 'string')) return new Unknown();
    if (node.type === 'timestamp' && this.sentAsJson) return timestampInJson(node);
    if (node.type !== 'string' || !this.isTemplated(node.text)) return scalarValue(node);
    const time = this.dialect === 'mustache' ? TIME_PARAMETER.exec(node.text) : null;
    return time ? timeFromNow(time[1] ?? time[2] ?? '') : new Unknown(stringParts(node.text, this.dialect));
  }

  private isTemplated(text: string): boolean {
    if (!text.includes('{')) return false;
    return (this.dialect !== 'mustache' && text.includes('${')) || hasInterpolations(stringParts(text, this.dialect));
  }

  private mapping(map: MapNode, scope: Scope): unknown {
    const operator = this.dialect === 'mustache' ? undefined : operatorOf(map);
    if (operator?.operator === '$fromNow') return fromNow(operator.entry.value);
    if (map.entries.some(isForeign)) return new Unknown();
    const [shape, ...others] = this.evaluator.shapes(map, scope);
    return shape?.kind === 'map' && others.length === 0 ? this.map(shape) : new Unknown();
  }
}

/** A version 0 string that is a time: `{{ $fromNow }}` or `{{ '1 day' | $fromNow }}`. */
const TIME_PARAMETER = /^\{\{ *(?:(?:'([^']*)'|"([^"]*)") *\| *)?\$fromNow *\}\}$/;

/** Notations that taskgraph fills in before it submits a task, and keys with a dollar sign that are not operators. */
function isForeign(entry: MapNode['entries'][number]): boolean {
  const key = keyText(entry) ?? '';
  return (
    /^(?:relative-datestamp|task-reference|artifact-reference|docker-image-reference)$/.test(key) ||
    /^\$(?!\$)/.test(key)
  );
}

/** The time given by a literal `$fromNow`, by the clock of the rendering. */
function fromNow(node: Node): unknown {
  const text = resolveAlias(node);
  if (text?.kind !== 'scalar' || text.type !== 'string' || text.text.includes('${')) return new Unknown();
  return timeFromNow(text.text);
}

function timeFromNow(span: string): unknown {
  const milliseconds = timeSpan(span);
  const time = milliseconds === undefined ? Number.NaN : Date.parse(NOW) + milliseconds;
  return Math.abs(time) <= MAX_TIME ? new Date(time).toJSON() : new Unknown();
}

/** The maximum distance of a JavaScript date from 1970, in milliseconds. */
const MAX_TIME = 8.64e15;
