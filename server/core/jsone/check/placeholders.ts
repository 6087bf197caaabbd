import { stringParts } from '../strings.js';
import { GITHUB_CONTEXT } from './contexts.js';

/** Something in a string that was probably meant as `${…}`, in offsets of the string's content. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The content of the `${…}` that was meant. */
  readonly path: string;
}

/** The variables in scope for a string. */
export interface VariablesInSight {
  /** Those that the template itself defines. */
  readonly bound: ReadonlySet<string>;
  /** Those that the service always provides. */
  readonly context: ReadonlySet<string>;
  /** The shell variables of a script there. */
  readonly shellNames: ReadonlySet<string>;
}

/** How many placeholders of one string are reported: a long script may be full of them. */
const MOST = 50;

const PATH = '[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*';
/** `{x}` and `#{x}`, but not `{{x}}`, `%{x}` or an escape; `$x` and `$x}`. */
export const LIKE = new RegExp(`(?<![$%@\\\\{\\w])(#?)\\{(${PATH})\\}(?!\\})|(?<![$\\\\])\\$(${PATH})(\\}?)`, 'g');

/** A name of the context in the position of a placeholder. */
export const GIVEN = new RegExp(`[{$](?:${[...GITHUB_CONTEXT].join('|')})\\b`);

/** Whether a text may contain a placeholder for something that the GitHub service provides. */
export function mayHoldPlaceholder(text: string): boolean {
  return GIVEN.test(text);
}

/**
 * The placeholders in the text of a string that name a variable in scope. A variable of the context only counts with a
 * property, because scripts may have a variable of the same name.
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
    // After a shell variable a dot begins other text, as in `$name.txt`.
    const shown = bare !== undefined && !brace && isOwn ? name : path;
    const [start, end] = [match.index, match.index + whole.length - path.length + shown.length];
    found.push({ start, end, text: text.slice(start, end), path: shown });
  }
  return found;
}

/** Whether a script sets a variable of that name, or gets one from outside. */
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

/** Tells whether an offset is in a `${…}`. Call it from left to right. */
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
