import { fromJson, type Value } from '../../core/jsone/engine/index.js';
import type { GithubEvent } from '../../core/services/github/events.js';
import { createTemplateMemory, type TemplateMemory } from '../../core/services/github/template-memory.js';

/**
 * What the preview of one version of a file leaves to the next: an edit changes little, and everything else need not be rendered
 * again. It never changes what is shown, only how long that takes.
 */
export interface PreviewMemory {
  readonly template: TemplateMemory;
  /** The events of the last `occasions`. */
  events: readonly GithubEvent[];
  /** The last body, as JSON and as a value: results are only reused for the same object. */
  body: { readonly json: string; readonly value: Value } | undefined;
}

/** An empty memory. */
export function createPreviewMemory(): PreviewMemory {
  return { template: createTemplateMemory(), events: [], body: undefined };
}

/** The body of an event as a value: the same one as last time if it says the same. */
export function bodyValue(body: unknown, memory: PreviewMemory | undefined): Value {
  if (!memory) return fromJson(body);
  const json = JSON.stringify(body);
  if (memory.body?.json !== json) memory.body = { json, value: fromJson(body) };
  return memory.body.value;
}
