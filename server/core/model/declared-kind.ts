import { DECLARED_KINDS, type DeclaredKind, type SourceDocument } from '../base/document.js';
import { KIND_COMMENT } from './key-lists.js';

/** The comment stands above the content, within as many lines. */
const MOST_LINES = 50;

const COMMENT = /^\uFEFF?[ \t]*(?:#|\/\/)[ \t]*(.*)$/;

/** The kind that the file itself or a setting declares. Undefined if neither does, or not with the name of a kind. */
export function declaredKind({ text, kind }: Pick<SourceDocument, 'text' | 'kind'>): DeclaredKind | undefined {
  return (text.includes(KIND_COMMENT) ? kindInComment(text) : undefined) ?? kind;
}

function kindInComment(text: string): DeclaredKind | undefined {
  for (const line of text.split(/\r\n|\n|\r/, MOST_LINES)) {
    const comment = COMMENT.exec(line)?.[1];
    if (comment === undefined && !/^\uFEFF?[ \t]*(?:---[ \t]*|%.*)?$/.test(line)) return undefined;
    if (comment?.startsWith(KIND_COMMENT)) {
      const named = comment.slice(KIND_COMMENT.length).trim();
      return DECLARED_KINDS.find((kind) => kind === named);
    }
  }
  return undefined;
}
