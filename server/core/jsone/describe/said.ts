import type { Span } from '../../base/text.js';
import type { Node, ScalarNode } from '../../syntax/node.js';
import type { Code } from '../engine/index.js';

/** A problem of a template in words, in offsets of the source. */
export interface DescribedProblem {
  /** One or two sentences: what is wrong, and what would be right. */
  readonly message: string;
  readonly span: Span;
  readonly replacement?: Replacement;
  /** Others that may have been meant instead. */
  readonly instead?: readonly Replacement[];
}

/** A replacement text. */
export interface Replacement {
  readonly span: Span;
  readonly newText: string;
  readonly title: string;
  /** It is one of two opposite things that the author may have meant. */
  readonly isGuess?: boolean;
  /** If given, `span` counts in the content of this scalar, which may need other quotes with the new text. */
  readonly scalar?: ScalarNode;
}

/** The same about a string, in offsets of its content. */
export interface Said {
  readonly message: string;
  readonly span: Span;
  readonly replacement?: SaidReplacement;
  readonly instead?: readonly SaidReplacement[];
}

/** A replacement in the content of a string; its title says what to write by default. */
export interface SaidReplacement extends Pick<Replacement, 'span' | 'newText' | 'isGuess'> {
  readonly title?: string;
}

/** Converts a description of part of a string to offsets of the source. If that fails, it marks the whole string. */
export function inSource({ message, span, replacement, instead }: Said, code: Place): DescribedProblem {
  const { node, locate } = code;
  const first = replacement && replacementIn(replacement, code);
  const others = instead?.flatMap((one) => replacementIn(one, code) ?? []);
  return {
    message,
    span: locate(span) ?? { start: node.start, end: node.end },
    ...(first && { replacement: first }),
    ...(others && { instead: others }),
  };
}

type Place = Pick<Code, 'node' | 'locate'>;

function replacementIn(said: SaidReplacement, { node, locate }: Place): Replacement | undefined {
  const all = { title: `Write ${said.newText}`, ...said };
  const target = locate(said.span);
  if (target && fits(said.newText, target, node)) return { ...all, span: target };
  return node.kind === 'scalar' ? { ...all, scalar: node } : undefined;
}

/** Whether a text can be inserted there without other quotes around it, or escapes. */
function fits(newText: string, { start }: Span, node: Node): boolean {
  if (node.kind !== 'scalar' || newText.includes('\n')) return false;
  switch (node.style) {
    case 'block':
      return true;
    case 'single':
      return !newText.includes("'");
    case 'double':
      return !/["\\]/.test(newText);
    case 'plain':
      return (start > node.start || /^[\w$]/.test(newText)) && !(/['"\\]/.test(newText) && /[,[\]{}#:]/.test(newText));
  }
}

/** A list of words for a sentence: `a, b or c`. */
export function listed(words: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
