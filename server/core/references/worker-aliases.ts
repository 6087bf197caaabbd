import { headerComment } from '../edit/replace-node.js';
import {
  findEntry,
  keyText,
  type MapNode,
  type Node,
  resolveAlias,
  type ScalarNode,
  type SyntaxTree,
} from '../syntax/node.js';
import { type CandidateValue, INTERPOLATION, isExact, literal, poolNames } from './pool-names.js';
import type { QueueReference, WrittenValue } from './queue-reference.js';
import { firstLine } from './queue-references.js';

/** The trust levels of repositories, which taskgraph treats as text. */
const LEVELS = ['1', '2', '3'] as const;

/** How deeply `by-level` may be nested. */
const MAX_DEPTH = 8;

/** Whether a file can be the configuration of a taskgraph, by its name. */
export function isTaskgraphConfig(fileName: string): boolean {
  return /^config\.ya?ml$/i.test(fileName);
}

/** Whether the text can be a taskgraph configuration with worker aliases. Cheap enough to check first. */
export function mayHaveAliases(fileName: string, text: string): boolean {
  return isTaskgraphConfig(fileName) && /^["']?workers\b/m.test(text) && text.includes('aliases');
}

/**
 * The pools named by the `workers.aliases` of taskgraph's `taskcluster/config.yml`, in the order of the text. As in taskgraph
 * (util/workertypes.py), `by-level` is resolved first, then `{level}`, `{alias}` and `{trust-domain}` are filled in.
 * `fileName`: without folders.
 */
export function aliasReferences(fileName: string, tree: SyntaxTree): QueueReference[] {
  const root = tree.roots[0] && resolveAlias(tree.roots[0]);
  if (root?.kind !== 'map' || !mayHaveAliases(fileName, tree.text)) return [];
  const aliases = mapAt(mapAt(root, 'workers'), 'aliases');
  const domain = findEntry(root, 'trust-domain');
  const trustDomain = domain && textOf(domain.value)?.text;
  return (aliases?.entries ?? []).flatMap((entry) => {
    const name = keyText(entry);
    const map = resolveAlias(entry.value);
    if (name === undefined || map?.kind !== 'map') return [];
    return ofAlias(name, map, trustDomain, tree).map(
      (found): QueueReference => ({ ...found, holder: firstLine(entry, tree.text), how: 'alias' }),
    );
  });
}

/** The mapping under a key; undefined if there is none. */
export function mapAt(map: MapNode | undefined, key: string): MapNode | undefined {
  const entry = map && findEntry(map, key);
  const value = entry && resolveAlias(entry.value);
  return value?.kind === 'map' ? value : undefined;
}

function ofAlias(
  alias: string,
  map: MapNode,
  trustDomain: string | undefined,
  tree: SyntaxTree,
): Omit<QueueReference, 'holder' | 'how'>[] {
  const provisioner = findEntry(map, 'provisioner');
  const workerType = findEntry(map, 'worker-type');
  if (!provisioner || !workerType) return [];
  const places = new Map<string, { left: Node; right: Node; written: string; candidates: CandidateValue[] }>();
  for (const level of LEVELS) {
    const left = atLevel(provisioner.value, level);
    const right = atLevel(workerType.value, level);
    const texts = [left && textOf(left), right && textOf(right)] as const;
    if (!left || !right || !texts[0] || !texts[1]) continue;
    const known: Readonly<Record<string, string | undefined>> = {
      level,
      'trust-domain': trustDomain,
      // The name of an alias can be a regular expression that matches many.
      alias: /^[\w-]+$/.test(alias) && alias !== 'default' ? alias : undefined,
    };
    const candidate = [...fillIn(texts[0].text, known), ...literal('/'), ...fillIn(texts[1].text, known)];
    const key = `${left.start} ${right.start}`;
    const place = places.get(key);
    if (place) place.candidates.push(candidate);
    else places.set(key, { left, right, written: `${texts[0].text}/${texts[1].text}`, candidates: [candidate] });
  }
  const inOrder = [...places.values()].sort((a, b) => a.right.start - b.right.start || a.left.start - b.left.start);
  return inOrder.flatMap(({ left, right, written, candidates }) => {
    const pools = poolNames(candidates);
    if (!pools) return [];
    const span = { start: right.start, end: right.end };
    return [
      { span, also: { start: left.start, end: left.end }, written, pools, ...sourceOf(left, right, candidates, tree) },
    ];
  });
}

/** Only a value without placeholders can be replaced. */
function sourceOf(
  left: Node,
  right: Node,
  candidates: readonly CandidateValue[],
  tree: SyntaxTree,
): Pick<QueueReference, 'source'> {
  if (left.kind !== 'scalar' || right.kind !== 'scalar' || /[{}]/.test(left.text + right.text)) return {};
  const written = (scalar: ScalarNode): WrittenValue => ({
    text: scalar.text,
    style: scalar.style,
    context: { json: false, flow: true },
    comment: headerComment(tree, scalar),
  });
  return candidates.every(isExact) ? { source: { value: written(right), also: written(left) } } : {};
}

/** The node that applies at a level, if it is plain or keyed only by level. */
function atLevel(node: Node, level: string, depth = 0): Node | undefined {
  const value = resolveAlias(node);
  if (value?.kind !== 'map') return node;
  const [entry, ...more] = value.entries;
  const keyed = entry && keyText(entry) === 'by-level' ? resolveAlias(entry.value) : undefined;
  if (keyed?.kind !== 'map' || more.length > 0 || depth > MAX_DEPTH) return undefined;
  if (keyed.entries.some((candidate) => isIntricate(keyText(candidate)))) return undefined;
  const chosen =
    findEntry(keyed, level) ??
    keyed.entries.find((candidate) => matches(keyText(candidate), level)) ??
    findEntry(keyed, 'default');
  return chosen && atLevel(chosen.value, level, depth + 1);
}

/**
 * Whether matching a key as a regular expression could take forever: it is long, or repeats something longer than one
 * character. Then it is unknown which level it matches.
 */
export function isIntricate(key = ''): boolean {
  return key.length > 100 || /\)[*+?{]/.test(key);
}

/** Whether a key, as a regular expression, matches the whole text: a level, or the name of an alias. */
export function matches(key: string | undefined, text: string): boolean {
  if (key === undefined || key === 'default') return false;
  try {
    return new RegExp(`^(?:${key})$`).test(text);
  } catch {
    return false;
  }
}

function textOf(node: Node): ScalarNode | undefined {
  const value = resolveAlias(node);
  return value?.kind === 'scalar' && value.type === 'string' && value.text !== '' ? value : undefined;
}

/** Fills in placeholders as Python's `str.format` does. An unknown one becomes an interpolation. */
function fillIn(text: string, known: Readonly<Record<string, string | undefined>>): CandidateValue {
  const pieces = text.split(/(\{\{|\}\}|\{[^{}]*\})/);
  return pieces.flatMap((piece): CandidateValue => {
    if (piece === '{{' || piece === '}}') return literal(piece[0] ?? '');
    const name = /^\{([^{}]*)\}$/.exec(piece)?.[1];
    if (name === undefined) return literal(piece);
    const value = Object.hasOwn(known, name) ? known[name] : undefined;
    return value === undefined ? INTERPOLATION : literal(value);
  });
}
