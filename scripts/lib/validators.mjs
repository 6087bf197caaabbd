// Compiles schemas/*.json into plain functions: server/core/schema/generated/validators.cjs. At run time nothing is
// compiled any more, which a web page's or an editor's security policy may forbid.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { _, Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';
import uniqueItemsModule from 'ajv/dist/vocabularies/validation/uniqueItems.js';
import formatsModule from 'ajv-formats';
import * as esbuild from 'esbuild';
import { bundledInputs } from './notices.mjs';
import { root } from './paths.mjs';

const standalone = standaloneModule.default;
const addFormats = formatsModule.default;
const uniqueItems = uniqueItemsModule.default;

export const VALIDATORS_FILE = join(root, 'server/core/schema/generated/validators.cjs');

/** What is for people, and what ajv would only do to the value: `default` changes no verdict, since every one fits. */
const ANNOTATIONS = new Set(
  '$id $schema title description default examples definitions enumDescriptions words unit called elsewhere removed renamed former starter byUse like filledIn docs readOnly quotable'.split(
    ' ',
  ),
);

/**
 * Writes the validators, unless they are there as they should be.
 * @returns {Promise<string[]>} the files whose code went into them
 */
export async function buildValidators() {
  const bundled = await compile();
  const code = bundled.outputFiles[0].text;
  const present = await readFile(VALIDATORS_FILE, 'utf8').catch(() => undefined);
  if (present !== code) {
    await mkdir(dirname(VALIDATORS_FILE), { recursive: true });
    await writeFile(VALIDATORS_FILE, code);
  }
  return bundledInputs(bundled);
}

async function compile() {
  const names = await schemaNames();
  // The services' validator (libraries/validate of Taskcluster): all errors, formats of ajv-formats.
  const ajv = new Ajv({ allErrors: true, strict: false, messages: false, code: { source: true, optimize: true } });
  addFormats(ajv);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ ...uniqueItems, code: compareTexts });
  const files = new Map();
  const load = async (file) => {
    if (!files.has(file)) files.set(file, JSON.parse(await readFile(join(root, 'schemas', file), 'utf8')));
    return files.get(file);
  };
  for (const name of names) ajv.addSchema(await plain(await load(`${name}.json`), `${name}.json`, load), name);
  const exported = standalone(ajv, Object.fromEntries(names.map((name) => [name, name])));
  return esbuild.build({
    stdin: { contents: exported, resolveDir: root },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['main'],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
}

/** Tasks have long lists of texts. A set tells much faster than ajv's code whether two are the same. */
function compareTexts(context) {
  const { gen, data, parentSchema } = context;
  if (parentSchema.items?.type !== 'string') uniqueItems.code(context);
  else gen.if(_`new Set(${data}).size < ${data}.length`, () => uniqueItems.code(context));
}

/** The names that the core asks by: they are written there only. */
async function schemaNames() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'server/core/schema/names.ts')],
    write: false,
    format: 'esm',
  });
  const { SCHEMA_NAMES } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return SCHEMA_NAMES;
}

/** The schema with every `$ref` replaced but that to the whole, so that the path in an error leads through one tree, and without annotations. */
async function plain(node, file, load) {
  if (Array.isArray(node)) return Promise.all(node.map((item) => plain(item, file, load)));
  if (node === null || typeof node !== 'object') return node;
  // A schema that holds itself cannot be written out; ajv makes a function of it that calls itself.
  if (node.$ref === '#') return { $ref: '#' };
  if (typeof node.$ref === 'string') {
    const [other, pointer] = node.$ref.split('#');
    const target = (pointer ?? '')
      .split('/')
      .slice(1)
      .reduce((at, key) => at[key], await load(other || file));
    return plain(target, other || file, load);
  }
  const out = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (ANNOTATIONS.has(keyword)) continue;
    if (keyword === 'properties') {
      out.properties = {};
      for (const [key, schema] of Object.entries(value)) out.properties[key] = await plain(schema, file, load);
    } else out[keyword] = await plain(value, file, load);
  }
  return out;
}
