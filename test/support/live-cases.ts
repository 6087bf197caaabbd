import jsYaml from 'js-yaml';
import type { Sunset } from '../../server/core/config/config.js';
import type { Knowledge } from '../../server/core/deployment/knowledge.js';
import { type Case, readCases } from './cases.js';
import { type KnowledgeLiteral, knowledgeOf } from './knowledge.js';

/** A case of a live rule: what the deployment says, and the text. */
export interface LiveCase extends Case {
  readonly knowledge: Knowledge;
}

/**
 * Reads a file of cases. Those of live rules have one block more than others, `yaml knowledge`, with what is known: the
 * fields of `KnowledgeLiteral`, and `sunset` with `date` and `daysLeft`. A block above the first heading is for all cases
 * that have none.
 */
export function readLiveCases(markdown: string): LiveCase[] {
  const parts = markdown.split(/^(?=## )/m);
  // A file may begin with its first case.
  const [head = '', ...sections] = parts[0]?.startsWith('## ') ? ['', ...parts] : parts;
  const common = takeKnowledge(head).literal;
  let line = head.split('\n').length - 1;
  return sections.flatMap((section) => {
    const { literal = common, rest } = takeKnowledge(section);
    const start = line;
    line += section.split('\n').length - 1;
    const { sunset, ...known } = literal ?? {};
    return readCases(rest).map((found) => ({
      ...found,
      line: found.line + start,
      knowledge: knowledgeOf(known),
      ...(sunset && { sunset }),
    }));
  });
}

type Literal = KnowledgeLiteral & { readonly sunset?: Sunset };

function takeKnowledge(section: string): { literal?: Literal; rest: string } {
  const block = /^```yaml knowledge\n([\s\S]*?)^```\n/m.exec(section);
  if (!block) return { rest: section };
  return { literal: jsYaml.load(block[1] ?? '') as Literal, rest: section.replace(block[0], '') };
}
