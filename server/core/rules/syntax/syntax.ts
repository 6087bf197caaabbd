import { CONFIG_FILE_NAME } from '../../base/document.js';
import { lineStart } from '../../base/text.js';
import type { DocumentModel } from '../../model/model.js';
import type { ParseError } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';
import { explain } from './explain.js';

/** Syntax of template languages. A file that contains it is filled in before it is read as YAML or JSON. */
const TEMPLATE_MARKS = /\$\{|\{\{|\{%|<%/;

export const syntax: Rule = {
  id: 'syntax',
  summary: 'The file cannot be read as YAML or JSON.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  *check({ model, lineAt }) {
    for (const error of mistakes(model)) {
      if (isReadAlone(model) || !inTemplate(model, error)) yield explain(model.tree, error, lineAt);
    }
    const second = model.tree.roots[1];
    if (second && isReadAlone(model)) {
      const span = { start: second.start, end: Math.min(second.start + 1, second.end) };
      const name = model.kind === 'config' ? CONFIG_FILE_NAME : '.taskcluster.yml';
      const advice = 'remove the "---" or what follows';
      yield { message: `A second document begins here. ${name} is read as a single one: ${advice}.`, span };
    }
  },
};

/** The errors without those caused by the previous one: on the same line, or with nothing in between. */
function* mistakes({ tree }: DocumentModel): Iterable<ParseError> {
  let last: ParseError | undefined;
  for (const error of tree.errors) {
    const between = last && tree.text.slice(last.span.end, error.span.start);
    if (between === undefined || (/[\r\n]/.test(between) && /\S/.test(between))) yield error;
    last = error;
  }
}

/** Whether the file is read as it is, and as a single document. */
function isReadAlone({ kind }: DocumentModel): boolean {
  return kind === 'config' || kind === 'taskcluster-yml-v0' || kind === 'taskcluster-yml-v1';
}

function inTemplate({ tree }: DocumentModel, { span }: ParseError): boolean {
  return TEMPLATE_MARKS.test(tree.text.slice(lineStart(tree.text, span.start), span.end));
}
