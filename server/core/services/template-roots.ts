import { GITHUB_CONTEXT, HOOK_CONTEXT, OTHER_CALLERS_CONTEXT } from '../jsone/check/contexts.js';
import type { DocumentModel } from '../model/model.js';
import type { Node } from '../syntax/node.js';
import { hasOperator, MAY_BE_TEMPLATE } from './occasions.js';

/** A template in a document. */
export interface TemplateRoot {
  readonly node: Node;
  /** The keys that the service takes away before it renders the template. */
  readonly without: readonly string[];
  /** The variables that a service provides. */
  readonly given: ReadonlySet<string>;
  /** Set if it is not known who renders the template, and with which variables. */
  readonly isOpen?: true;
}

const ANYBODY: ReadonlySet<string> = new Set(['now']);

/** The templates in a document, including those of which it is not known who renders them. */
export function templateRoots({ kind, tree, hooks }: DocumentModel): readonly TemplateRoot[] {
  if (kind === 'taskcluster-yml-v1') {
    const given = new Set([...GITHUB_CONTEXT, ...OTHER_CALLERS_CONTEXT]);
    return tree.roots.slice(0, 1).map((node) => ({ node, without: ['version', 'hooks'], given }));
  }
  if (hooks.length > 0) return hooks.map(({ task }) => ({ node: task, without: [], given: HOOK_CONTEXT }));
  if (kind === 'none' || !MAY_BE_TEMPLATE.includes(kind) || !hasOperator(tree.text)) return [];
  return tree.roots.map((node) => ({ node, without: [], given: ANYBODY, isOpen: true }));
}
