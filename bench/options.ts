import { parseArgs } from 'node:util';
import type { Size } from './documents.js';

const PARTS = ['servers', 'cold', 'cli', 'floor', 'many', 'templates'] as const;

export type Part = (typeof PARTS)[number];

export interface Options {
  readonly sizes: readonly Size[];
  readonly parts: readonly Part[];
  readonly onlyOurs: boolean;
  /** One round, few repetitions. */
  readonly isQuick: boolean;
  readonly builds: boolean;
  /** Where the report goes. */
  readonly json: string | undefined;
}

export const HELP = `npm run bench -- [options]

  --sizes small,medium,large   which documents (0.33, 3.3 and 33 MB of YAML; 0.5, 5 and 50 MB of JSON)
  --parts ${PARTS.join(',')}   which parts (templates, the analysis of templates alone, is left out unless named)
  --only ours                  without the peers
  --quick                      one round, few repetitions
  --no-build                   measure what stands in dist/
  --json FILE                  also write every single value to a file`;

/** Reads the arguments. Undefined when only the help is wanted. Throws on invalid arguments. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: 'small,medium,large' },
      parts: { type: 'string', default: 'servers,cold,cli,floor,many' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  if (values.only !== undefined && values.only !== 'ours')
    throw new Error(`--only takes "ours", not "${values.only}".`);
  return {
    sizes: listOf(values.sizes, ['small', 'medium', 'large']),
    parts: listOf(values.parts, PARTS),
    onlyOurs: values.only === 'ours',
    isQuick: values.quick,
    builds: !values['no-build'],
    json: values.json,
  };
}

function listOf<T extends string>(text: string, known: readonly T[]): T[] {
  return text.split(',').map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new Error(`"${name}" is none of ${known.join(', ')}.`);
    return found;
  });
}
