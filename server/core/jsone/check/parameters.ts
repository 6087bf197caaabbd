import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import { type Node, resolveAlias, type ScalarNode } from '../../syntax/node.js';
import { locator } from '../../syntax/source-map.js';
import { inSource, type Said } from '../describe/said.js';
import { judgeTimeSpan } from '../describe/time-span.js';
import type { TemplateProblem } from './problem.js';

/**
 * The parameters of version 0: those of every event, and those that the GitHub service only provides for some events
 * (services/github: tc-yaml.js and the details in api.js). A parameter that an event does not provide stays as written when
 * that event is rendered.
 */
export const PARAMETERS: ReadonlySet<string> = new Set([
  ...['$fromNow', 'timestamp', 'organization', 'repository'],
  ...['taskcluster.docker.provisionerId', 'taskcluster.docker.workerType'],
  ...['event.type', 'event.pullNumber', 'event.title', 'event.version', 'event.name', 'event.release.url'],
  ...['event.prerelease', 'event.draft', 'event.tar', 'event.zip'],
  ...['base', 'head'].flatMap((side) =>
    ['ref', 'sha', 'repo.branch', 'repo.name', 'repo.url', 'user.login'].map((name) => `event.${side}.${name}`),
  ),
  ...['event.head.tag', 'event.head.user.email', 'event.head.user.id'],
]);

/** The mistakes in the `{{ }}` of a version 0 file: unknown names, or a syntax error. */
export function checkParameters(root: Node, text: string): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const seen = new Set<Node>();
  const waiting: Node[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const node = resolveAlias(next);
    if (!node || seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'seq') waiting.push(...node.items);
    if (node.kind === 'map') for (const { key, value } of node.entries) waiting.push(key, value);
    if (node.kind === 'scalar' && node.type === 'string') problems.push(...scalarProblems(node, text));
  }
  return problems.sort((a, b) => a.span.start - b.span.start);
}

function scalarProblems(node: ScalarNode, text: string): TemplateProblem[] {
  if (!node.text.includes('{{')) return [];
  const found = holesOf(node.text).flatMap(({ inner, start }) => holeProblems(inner, start));
  if (found.length === 0) return [];
  const locate = locator(node, text);
  return found.map(({ accepted, ...said }) => ({ ...inSource(said, { node, locate }), ...(accepted && { accepted }) }));
}

/** `accepted`: the marked text stays as written. */
type ParameterProblem = Said & Pick<TemplateProblem, 'accepted'>;

/** The text between `{{` and the next brace, if that is `}}`. */
function holesOf(text: string): { inner: string; start: number }[] {
  const interpolations: { inner: string; start: number }[] = [];
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const end = text.indexOf('}', start + 2);
    if (end < 0) break;
    const closes = text[end + 1] === '}';
    if (closes) interpolations.push({ inner: text.slice(start + 2, end), start });
    start = text.indexOf('{{', end + (closes ? 2 : 1));
  }
  return interpolations;
}

/** The mistakes in `{{…}}`: a string or a parameter, followed by filters, separated by `|`. */
function holeProblems(inner: string, start: number): ParameterProblem[] {
  const [first = '', ...filters] = inner.split('|');
  const span = { start, end: start + inner.length + 4 };
  const string = /'([^']*)'|"([^"]*)"/.exec(first);
  if (string) {
    const timed = filters.some((filter) => filter.trim() === '$fromNow');
    const content = { start: start + 2 + string.index + 1, end: start + 2 + string.index + string[0].length - 1 };
    const judgement = timed ? judgeTimeSpan(string[1] ?? string[2] ?? '') : undefined;
    if (judgement) {
      const { message, suggestion } = judgement;
      return [
        {
          message,
          span: content,
          ...(suggestion !== undefined && { replacement: { span: content, newText: suggestion } }),
        },
      ];
    }
  } else {
    const problem = nameProblem(first, start + 2, span);
    if (problem) return [{ ...problem, accepted: true }];
  }
  const unknown = filters.find((filter) => filter.trim() !== '$fromNow');
  if (unknown === undefined) return [];
  const at = start + 2 + inner.indexOf(`|${unknown}`) + 1;
  const place = trimmed(unknown, at);
  const message = `There is no filter ${quote(unknown.trim())}, so ${quote(`{{${inner}}}`)} stays as it is. The only filter is $fromNow.`;
  const newText = didYouMean(unknown.trim(), ['$fromNow']);
  return [
    { message, span: place, accepted: true, ...(newText !== undefined && { replacement: { span: place, newText } }) },
  ];
}

function nameProblem(
  part: string,
  at: number,
  interpolation: { start: number; end: number },
): ParameterProblem | undefined {
  const name = part.trim();
  if (PARAMETERS.has(name)) return undefined;
  if (name === '') return { message: 'There is no parameter between these braces.', span: interpolation };
  const span = trimmed(part, at);
  // mozilla-taskcluster, the predecessor of the GitHub service, had sections.
  if (/^[#/^]/.test(name)) {
    const message = `${quote(`{{${name}}}`)} stays as it is: version 0 of .taskcluster.yml has no sections.`;
    const time = /from_?now$/i.test(name) ? " Write a time as {{ '7 days' | $fromNow }}." : '';
    return { message: message + time, span: interpolation };
  }
  const stays = `There is no parameter ${quote(name)} in version 0 of .taskcluster.yml`;
  const meant = didYouMean(name, PARAMETERS);
  if (meant !== undefined) {
    return { message: `${stays}. Did you mean "${meant}"?`, span, replacement: { span, newText: meant } };
  }
  return { message: `${stays}, so the braces stay as they are.`, span };
}

/** The span of a part without the spaces around it. */
function trimmed(part: string, at: number): { start: number; end: number } {
  const start = at + (part.length - part.trimStart().length);
  return { start, end: start + part.trim().length };
}
