import type { DocumentModel } from '../core/model/model.js';

/**
 * The part of a document around a place that can be understood by itself: the whole document, or in a long one the task,
 * pool or entry there with the text around the list. All offsets refer to `model.tree.text`.
 */
export interface View {
  readonly model: DocumentModel;
  /** The requested place. */
  readonly offset: number;
}
