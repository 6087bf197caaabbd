import { stringParts } from '../strings.js';
import { GITHUB_CONTEXT } from './contexts.js';

/** Something in a string that its author seems to have taken for `${…}`, in offsets of the string's content. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What `${…}` would hold. */
  readonly path: string;
}

/** The variables in sight of a string. */
export interface VariablesInSight {
  /** Those that the template itself has bound. */
  readonly bound: ReadonlySet<string>;
  /** Those that the service surely gives. */
  readonly context: ReadonlySet<string>;
  /** Those that a script there has of the shell. */
  readonly shellNames: ReadonlySet<string>;
}

/** How many placeholders of one string are told of: a long script may be full of them. */
const MOST = 50;

const PATH = '[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*';
/** `{x}` and `#{x}`, but not `{{x}}`, `%{x}` or an escape; `$x` and `$x}`. */
export const LIKE = new RegExp(`(?<![$%@\\\\{\\w])(#?)\\{(${PATH})\\}(?!\\})|(?<![$\\\\])\\$(${PATH})(\\}?)`, 'g');

/** A name of the context where a placeholder would have it. */
export const GIVEN = new RegExp(`[{$](?:${[...GITHUB_CONTEXT].join('|')})\\b`);

/** Whether a text may hold a placeholder for something that the GitHub service gives. */
export function mayHoldPlaceholder(text: string): boolean {
  return GIVEN.test(text);
}

/**
 * The placeholders in the text of a string that name a variable in sight. A variable of the context, which scripts may have
 * too, only with a property.
 */
export function placeholdersIn(text: string, scope: VariablesInSight): Placeholder[] {
  if (!/[{$][A-Za-z_]/.test(text)) return [];
  const found: Placeholder[] = [];
  const isInHole = holeTest(text);
  const ofShell = new Map<string, boolean>();
  const isShells = (name: string): boolean => {
    const known = ofShell.get(name) ?? isOfShell(text, name, scope);
    ofShell.set(name, known);
    return known;
  };
  for (const match of text.matchAll(LIKE)) {
    if (found.length === MOST) break;
    const [whole, , braced, bare, brace] = match;
    const path = braced ?? bare ?? '';
    const [name = '', ...properties] = path.split('.');
    const isOwn = scope.bound.has(name);
    if (!isOwn && !(scope.context.has(name) && (properties.length > 0 || name.includes('_')))) continue;
    if (isInHole(match.index) || (bare !== undefined && isShells(name))) continue;
    // Behind a variable of a shell a dot begins other text, as in `$name.txt`.
    const shown = bare !== undefined && !brace && isOwn ? name : path;
    const [start, end] = [match.index, match.index + whole.length - path.length + shown.length];
    found.push({ start, end, text: text.slice(start, end), path: shown });
  }
  return found;
}

/** Whether a script sets a variable of that name itself, or is given one. */
function isOfShell(text: string, name: string, { shellNames }: VariablesInSight): boolean {
  if (shellNames.has(name)) return true;
  return settingOf(name).test(text);
}

/** Finds where a script sets the variable `name`, which is an identifier. */
export function settingOf(name: string): RegExp {
  return new RegExp(
    `\\b${name}=|\\b(?:for|read|local|export|foreach|set)\\b[^\\n;]{0,200}\\b${name}\\b|\\$${name}\\s{0,20}=`,
  );
}

/** Tells whether a place is in a `${…}`. Places are asked for from left to right. */
function holeTest(text: string): (at: number) => boolean {
  const interpolations = text.includes('${')
    ? stringParts(text, 'json-e').filter(({ kind }) => kind === 'interpolation')
    : [];
  let [start, end, next] = [0, 0, 0];
  return (at) => {
    while (end <= at && next < interpolations.length) {
      const interpolation = interpolations[next++]?.text ?? '';
      start = text.indexOf(interpolation, end);
      end = start + interpolation.length;
    }
    return start <= at && at < end;
  };
}
