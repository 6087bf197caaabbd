import type { DocumentModel } from '../../core/model/model.js';
import { parse } from '../../core/syntax/parse.js';
import { draftModel } from '../draft.js';

/**
 * The model of the text with a placeholder, which is easier to read than what is half-written: that joins with the line below.
 */
export function readAgain(model: DocumentModel, text: string): DocumentModel | undefined {
  const { syntax } = model.source;
  const again = draftModel({ ...model.source, text }, parse(text, syntax), model);
  return again.kind === 'none' ? undefined : again;
}
