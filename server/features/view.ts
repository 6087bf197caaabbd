import type { DocumentModel } from '../core/model/model.js';

/**
 * The part of a document around a place that can be understood alone: the document itself, or of a long one the task,
 * the pool or the entry there with what stands around the list. All offsets are those of `model.tree.text`.
 */
export interface View {
  readonly model: DocumentModel;
  /** The place that is asked about. */
  readonly offset: number;
}
