import { charactersInWords } from '../base/characters.js';
import { quote } from '../base/quote.js';
import { trimEndOf } from '../base/text.js';
import { type Dialect, hasInterpolations, type Part } from '../jsone/strings.js';
import type { Identifier } from './names.js';
import { MAX_LENGTHS, PATTERNS } from './patterns.js';

/** A sentence about what is wrong with an identifier, and the spelling that was obviously meant. */
export interface IdentifierError {
  readonly message: string;
  readonly suggestion?: string;
}

/**
 * Checks the value of an identifier. In a template only the literal parts are checked, which every rendering shares. Returns
 * undefined if nothing is wrong. `called` is the name of the whole value in the message.
 */
export function checkIdentifier(
  name: Identifier,
  parts: readonly Part[],
  dialect: Dialect,
  called: string = name,
): IdentifierError | undefined {
  const text = parts.map((part) => part.text).join('');
  if (!hasInterpolations(parts) && PATTERNS[name].test(text)) return undefined;
  const error =
    unfilled(name, parts, dialect) ??
    (name === 'taskQueueId' ? checkWhole(parts, called) : checkHalf(name, name, parts));
  return error && withSuggestion(name, parts, error);
}

/** Placeholders of a template language that does not apply here. They would reach the queue unchanged. */
function unfilled(name: Identifier, parts: readonly Part[], dialect: Dialect): IdentifierError | undefined {
  const literal = parts.filter((part) => part.kind === 'literal').map((part) => part.text);
  const find = (pattern: RegExp): string | undefined => literal.map((text) => pattern.exec(text)?.[0]).find(Boolean);
  if (dialect === 'json-e') {
    const mustache = literal.map((text) => firstBetween(text, '{{', '}}')).find(Boolean);
    if (mustache)
      return {
        message: `${quote(mustache)} is not filled in: {{ }} belongs to version 0 of .taskcluster.yml. In JSON-e, write \${…}.`,
      };
    const braced = find(/(?<!\$)\{\w+(?:\.\w+)*\}/);
    if (braced) {
      const suggestion = parts
        .map(({ kind, text }) => (kind === 'interpolation' ? text : withDollars(text)))
        .join('')
        .trim();
      return {
        message: `"${braced}" in this ${name} is not filled in. JSON-e needs a dollar sign: "$${braced}".`,
        suggestion,
      };
    }
  }
  const jsone = dialect === 'mustache' ? literal.map((text) => firstBetween(text, '${', '}')).find(Boolean) : undefined;
  if (jsone)
    return {
      message: `${quote(jsone)} is not filled in: in version 0 of .taskcluster.yml, write {{ … }}. JSON-e came with version 1.`,
    };
  return undefined;
}

/** The first such placeholder, including its braces. */
function firstBetween(text: string, open: string, close: string): string | undefined {
  const start = text.indexOf(open);
  const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
  return end < 0 ? undefined : text.slice(start, end + close.length);
}

/** A literal with `${…}` for every `{…}`. An existing `${` was escaped, and stays escaped. */
function withDollars(text: string): string {
  return text.replaceAll('${', '$$${').replace(/(?<!\$)\{(\w+(?:\.\w+)*)\}/g, '${$1}');
}

/** A taskQueueId: two halves around one slash. An interpolation may contain the slash. */
function checkWhole(parts: readonly Part[], called: string): IdentifierError | undefined {
  const text = parts.map((part) => part.text).join('');
  const [left, right, ...more] = splitAtSlashes(parts);
  if (!left) return undefined;
  if (more.length > 0) {
    return {
      message: `${called} ${quote(text)} has ${more.length + 1} slashes. It needs exactly one: "provisioner/worker-type".`,
    };
  }
  if (right) {
    return (
      checkHalf('provisionerId', `the part of ${called} ${quote(text)} before the slash`, left) ??
      checkHalf('workerType', `the part of ${called} ${quote(text)} after the slash`, right)
    );
  }
  if (hasInterpolations(parts))
    return (
      tooLong('taskQueueId', `${called} ${quote(text)}`, parts) ??
      strayCharacter(`${called} ${quote(text)}`, parts, /[^-a-zA-Z0-9_/]/gu, 'letters, digits, "-", "_" and one "/"')
    );
  return text === ''
    ? { message: `The ${called} is empty. It needs the form "provisioner/worker-type".` }
    : { message: `${called} ${quote(text)} has no slash. It needs the form "provisioner/worker-type".` };
}

/** The parts between the slashes in the literal text. */
function splitAtSlashes(parts: readonly Part[]): Part[][] {
  const out: Part[][] = [[]];
  for (const part of parts) {
    const pieces = part.kind === 'interpolation' ? [part.text] : part.text.split('/');
    for (const [i, text] of pieces.entries()) {
      if (i > 0) out.push([]);
      if (text !== '') out.at(-1)?.push({ kind: part.kind, text });
    }
  }
  return out;
}

type Half = Exclude<Identifier, 'taskQueueId'>;

const ALPHABET: Readonly<Record<Half, { stray: RegExp; words: string }>> = {
  provisionerId: { stray: /[^-a-zA-Z0-9_]/gu, words: 'letters, digits, "-" and "_"' },
  workerType: { stray: /[^-a-z0-9]/gu, words: 'lower case letters, digits and "-"' },
};

/** `what` names the value in the message: the key, or the half of a taskQueueId. */
function checkHalf(half: Half, what: string, parts: readonly Part[]): IdentifierError | undefined {
  const text = parts.map((part) => part.text).join('');
  if (text === '')
    return {
      message: `${capital(what)} is empty. It needs 1 to ${MAX_LENGTHS[half]} characters: ${ALPHABET[half].words}.`,
    };
  if (what === half && !hasInterpolations(parts) && PATTERNS.taskQueueId.test(text)) {
    return {
      message: `"${text}" is a whole task queue id, not a ${half}. Write it as taskQueueId, instead of provisionerId and workerType.`,
    };
  }
  const label = what === half ? `${half} ${quote(text)}` : `${what}, ${quote(text)},`;
  const { stray, words } = ALPHABET[half];
  return (
    strayCharacter(label, parts, stray, words) ??
    tooLong(half, label, parts) ??
    (half === 'workerType' ? badEnds(label, parts) : undefined)
  );
}

function strayCharacter(
  label: string,
  parts: readonly Part[],
  stray: RegExp,
  words: string,
): IdentifierError | undefined {
  const list = charactersInWords(
    parts.flatMap(({ kind, text }) => (kind === 'literal' ? (text.match(stray) ?? []) : [])),
  );
  return list ? { message: `${capital(label)} cannot contain ${list}: only ${words} are allowed.` } : undefined;
}

function tooLong(name: Identifier, label: string, parts: readonly Part[]): IdentifierError | undefined {
  const length = parts.reduce((sum, part) => sum + (part.kind === 'literal' ? part.text.length : 0), 0);
  const most = MAX_LENGTHS[name];
  if (length <= most) return undefined;
  const counted = hasInterpolations(parts) ? `${length} characters besides what is filled in` : `${length} characters`;
  return { message: `${capital(label)} has ${counted}. At most ${most} are allowed.` };
}

function badEnds(label: string, parts: readonly Part[]): IdentifierError | undefined {
  const first = parts[0];
  const last = parts.at(-1);
  if (first?.kind === 'literal' && !/^[a-z]/.test(first.text)) {
    return { message: `${capital(label)} must begin with a lower case letter, not "${first.text[0]}".` };
  }
  if (last?.kind === 'literal' && last.text.endsWith('-')) return { message: `${capital(label)} cannot end with "-".` };
  return undefined;
}

/** Adds the spelling that was obviously meant, if there is one and it is valid. */
function withSuggestion(name: Identifier, parts: readonly Part[], error: IdentifierError): IdentifierError {
  if (error.suggestion !== undefined || hasInterpolations(parts)) return error;
  const text = parts.map((part) => part.text).join('');
  const suggestion = respell(name, text);
  return suggestion !== text && PATTERNS[name].test(suggestion) ? { ...error, suggestion } : error;
}

/** Lower case for a worker type, dashes for underscores, spaces and dots, and none of those at the ends. */
function respell(name: Identifier, text: string): string {
  const trimmed = text.trim();
  if (name === 'provisionerId') return trimmed.replace(/[\s.]+/g, '-');
  if (name === 'workerType')
    return trimEndOf(
      trimmed
        .toLowerCase()
        .replace(/[\s._]+/g, '-')
        .replace(/^-+/, ''),
      '-',
    );
  const [left, right, ...more] = trimmed.split('/');
  if (left === undefined || right === undefined || more.some((half) => half !== '')) return text;
  return `${respell('provisionerId', left)}/${respell('workerType', right)}`;
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
