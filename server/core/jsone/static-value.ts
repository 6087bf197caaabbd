import { setOwn } from '../base/set-own.js';
import { keyText, type MapNode, type Node, resolveAlias, type ScalarNode } from '../syntax/node.js';
import { scalarValue, timestampInJson } from '../syntax/scalar-value.js';
import { timeSpan } from './engine/index.js';
import { NOW } from './fixed-clock.js';
import type { Located } from './located-value.js';
import { operatorOf } from './operators.js';
import { createEvaluator, type Evaluator, type Field, type MapShape, type Scope } from './shape.js';
import { type Dialect, hasInterpolations, type Part, stringParts } from './strings.js';

/** Stands for a value that is only known once the template is rendered. */
export class Unknown {
  /** Of a string with interpolations in it, what is known of it. */
  constructor(readonly parts: readonly Part[] = []) {}
}

export const isUnknown = (value: unknown): boolean => value instanceof Unknown;

/** What is known of a task without rendering it. */
export interface StaticTask extends Located {
  /** The mappings of the data that may have further keys. */
  readonly open: ReadonlySet<object>;
}

/** How large and how deep the data of one task may become before the rest of it is unknown. */
const MAX_NODES = 100_000;
const MAX_NESTING = 200;

/**
 * Makes plain data of a form of a task. What is computed becomes `Unknown`. `sentAsJson`: a date without quotes becomes the
 * string that it is in JSON.
 */
export function staticTask(shape: MapShape, place: Node, dialect: Dialect, sentAsJson: boolean): StaticTask {
  const builder = new Builder(dialect, createEvaluator(dialect), sentAsJson);
  return { value: builder.map(shape), sources: builder.sources, open: builder.open, place };
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
    // Of a key that may be absent, or overridden, it is not even known whether it is missing.
    if (!certain) return new Unknown();
    // Merged deeply with another value: only a rendering tells what comes of it.
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

/** A string of version 0 that is a time: `{{ $fromNow }}` or `{{ '1 day' | $fromNow }}`. */
const TIME_PARAMETER = /^\{\{ *(?:(?:'([^']*)'|"([^"]*)") *\| *)?\$fromNow *\}\}$/;

/** Notations that taskgraph fills in before it sends a task, and keys with a dollar that are no operator. */
function isForeign(entry: MapNode['entries'][number]): boolean {
  const key = keyText(entry) ?? '';
  return (
    /^(?:relative-datestamp|task-reference|artifact-reference|docker-image-reference)$/.test(key) ||
    /^\$(?!\$)/.test(key)
  );
}

/** The time that a literal `$fromNow` stands for, on the clock of the rendering. */
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

/** The farthest from 1970 that a date of JavaScript can be, in milliseconds. */
const MAX_TIME = 8.64e15;
