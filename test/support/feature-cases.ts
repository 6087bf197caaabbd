import type { Syntax } from '../../server/core/base/document.js';
import type { Knowledge } from '../../server/core/deployment/knowledge.js';
import { type KnowledgeLiteral, knowledgeOf } from './knowledge.js';

/** What stands for the cursor in a text. */
export const CURSOR = '‸';

/** A case of what an editor offers: a text with a cursor, and blocks that say what comes of it. */
export interface FeatureCase {
  readonly title: string;
  readonly fileName: string;
  readonly syntax: Syntax;
  /** Without the cursor. */
  readonly text: string;
  readonly offset: number;
  readonly knowledge: Knowledge;
  /** The further blocks by their language; the second part is what stands behind it. */
  readonly results: readonly { readonly name: string; readonly info: string; readonly text: string }[];
}

/**
 * Reads a file of cases. Each `## heading` begins one. Its first block is the text, as in `cases.md` of a rule; further
 * blocks are results. A block `json deployment` says what is known of the deployment: above the first heading for all
 * cases, below one for that case.
 */
export function readFeatureCases(markdown: string): FeatureCase[] {
  const [head = '', ...sections] = markdown.split(/^## /m);
  const shared = deploymentIn(blocksOf(head)) ?? {};
  return sections.map((section) => {
    const title = section.slice(0, section.indexOf('\n'));
    const blocks = blocksOf(section);
    const [source, ...results] = blocks.filter((block) => block.info !== 'deployment');
    if (!source) throw new Error(`"${title}" has no text`);
    const syntax = source.name as Syntax;
    const offset = source.text.indexOf(CURSOR);
    return {
      title,
      fileName: source.info || `task.${syntax === 'yaml' ? 'yml' : syntax}`,
      syntax,
      text: source.text.replace(CURSOR, ''),
      offset,
      knowledge: knowledgeOf(deploymentIn(blocks) ?? shared),
      results,
    };
  });
}

function blocksOf(section: string): { name: string; info: string; text: string }[] {
  // A block with backticks in it has a longer fence.
  const blocks = section.matchAll(/^(`{3,})(\w+) ?(.*)\n([\s\S]*?)^\1$/gm);
  return [...blocks].map(([, , name = '', info = '', text = '']) => ({ name, info, text }));
}

function deploymentIn(blocks: readonly { info: string; text: string }[]): KnowledgeLiteral | undefined {
  const block = blocks.find(({ info }) => info === 'deployment');
  return block && (JSON.parse(block.text) as KnowledgeLiteral);
}
