import type { Span, TextKind } from '../base/text.js';

/** What a task's payload asks of a worker, as far as it is written out. */
export interface PayloadSummary {
  /** docker-worker's format, or that of generic-worker on one of its platforms. */
  readonly format: 'docker' | 'posix' | 'windows';
  /** In seconds; undefined if it is not known. */
  readonly maxRunTime: number | undefined;
  /** The features, capabilities and devices that are turned on. */
  readonly asks: readonly string[];
}

/** A payload with its places in the text. */
export interface TaskPayload<In extends TextKind = 'tree'> {
  readonly summary: PayloadSummary;
  /** Only needed for findings, so they are found on demand. */
  readonly places: () => PayloadPlaces<In>;
}

export interface PayloadPlaces<In extends TextKind = 'tree'> {
  /** The key that decides the format: `image` or `command`. */
  readonly format: Span<In>;
  readonly maxRunTime: Span<In> | undefined;
  /** In the order of `asks`. */
  readonly asks: readonly Span<In>[];
}
