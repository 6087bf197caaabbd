import type { SourceDocument } from '../../core/base/document.js';
import { buildModel } from '../../core/model/build.js';
import type { DocumentModel } from '../../core/model/model.js';
import { parse } from '../../core/syntax/parse.js';

/**
 * The model of the text with a placeholder, if the document keeps its kind. A half-written key joins with the line below, and
 * that can prevent the document from being recognised.
 */
export function readAgain({ kind, tree, hooks }: DocumentModel, text: string): DocumentModel | undefined {
  const document: SourceDocument = {
    fileName: kind.startsWith('taskcluster-yml') ? '.taskcluster.yml' : 'task.yml',
    syntax: tree.syntax,
    text,
    selection: kind === 'none' ? 'auto' : 'included',
    ...(hooks.some(({ layout }) => layout === 'template') && { folder: 'hook-templates' }),
  };
  const model = buildModel(document, parse(text, tree.syntax));
  return model.kind === kind || kind === 'none' ? model : undefined;
}
