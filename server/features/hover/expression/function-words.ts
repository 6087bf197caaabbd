import { type FunctionSignature, typesOf, unknown } from '../../../core/jsone/engine/index.js';
import { type Block, paragraph } from '../markdown.js';
import { typeText } from './value-words.js';

/** A function by its name. */
export interface NamedFunction {
  readonly name: string;
  readonly definition: FunctionSignature;
}

/** The parameters of a function as they are shown: `reference?`, `…number`. Those that JSON-e ignores are left out. */
export function parameterTexts({ parameters = [], rest }: FunctionSignature): readonly string[] {
  const further = rest && rest.name !== 'ignored' ? [`…${rest.name}`] : [];
  return [...parameters.map(({ name, optional }) => (optional ? `${name}?` : name)), ...further];
}

/** `join(list, separator): string`. */
export function signatureText({ name, definition }: NamedFunction): string {
  return `${name}(${parameterTexts(definition).join(', ')}): ${typeText(unknown(typesOf(...definition.gives)))}`;
}

/** What a function does, with an example. */
export function functionBlocks({ name, definition }: NamedFunction): Block[] {
  const example = EXAMPLES[name];
  return [
    paragraph([definition.summary]),
    ...(example
      ? [paragraph(['Example: ', { kind: 'code', text: example[0] }, ' gives ', { kind: 'code', text: example[1] }])]
      : []),
  ];
}

/** A call of each function and its result. A test evaluates them, except for `as_slugid`, whose ids are random. */
export const EXAMPLES: Readonly<Record<string, readonly [call: string, result: string]>> = {
  max: ['max(1, 5, 3)', '5'],
  min: ['min(1, 5, 3)', '1'],
  sqrt: ['sqrt(16)', '4'],
  ceil: ['ceil(1.2)', '2'],
  floor: ['floor(1.8)', '1'],
  abs: ['abs(-3)', '3'],
  range: ['range(1, 4)', '[1,2,3]'],
  lowercase: ["lowercase('Release')", '"release"'],
  uppercase: ["uppercase('linux')", '"LINUX"'],
  str: ['str(3)', '"3"'],
  number: ["number('3')", '3'],
  len: ["len(['a', 'b'])", '2'],
  strip: ["strip('  a ')", '"a"'],
  rstrip: ["rstrip('  a ')", '"  a"'],
  lstrip: ["lstrip('  a ')", '"a "'],
  split: ["split('refs/heads/main', '/')", '["refs","heads","main"]'],
  join: ["join(['a', 'b'], '-')", '"a-b"'],
  fromNow: ["fromNow('1 day', '2026-01-31T12:00:00.000Z')", '"2026-02-01T12:00:00.000Z"'],
  typeof: ['typeof([])', '"array"'],
  defined: ["defined('now')", 'true'],
  as_slugid: ["as_slugid('build')", '"fN1SbArXTPSVFNUvaOlinQ"'],
};
