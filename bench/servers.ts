// The servers that are measured, and what each needs to be told.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchDocument, Shape, Size } from './documents.js';
import { FOLDER, peerCommand } from './peers.js';
import { graphSchema, listSchema, templateSchema } from './schemas.js';

export interface ServerSpec {
  readonly name: string;
  readonly isOurs: boolean;
  readonly command: readonly string[];
  /** Whether its diagnostics are asked for, as VS Code does, or come by themselves. */
  readonly pulls: boolean;
  /** How long it waits after a change before it begins, according to its source, in milliseconds. */
  readonly debounce: number;
  readonly languages: readonly BenchDocument['languageId'][];
  readonly initializationOptions: Readonly<Record<string, unknown>>;
  /** Answers to `workspace/configuration`, by section. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Of how many rounds it takes part: what is slow and known to be is not measured as often. */
  readonly rounds: Readonly<Record<Size, number>>;
}

const SHAPES: Readonly<Record<Exclude<Shape, 'nested'>, { glob: string; schema: () => object }>> = {
  tasks: { glob: '**/tasks-*.yml', schema: listSchema },
  template: { glob: '**/.taskcluster.yml', schema: templateSchema },
  graph: { glob: '**/graph-*.json', schema: graphSchema },
};

const ROUNDS = { one: 9, small: 2, medium: 2, large: 2 };

/** Our server, as it is asked and as it tells by itself, and the peers. Writes down the schemas that the peers read. */
export function serverSpecs(ourScript: string): ServerSpec[] {
  const ours = {
    isOurs: true,
    command: [process.execPath, ourScript, '--stdio'],
    debounce: 0,
    languages: ['yaml', 'json'] as const,
    initializationOptions: {},
    configuration: { taskcluster: {} },
    rounds: ROUNDS,
  };
  return [
    { ...ours, name: 'ours, pulled', pulls: true },
    yamlServer(),
    jsonServer('json-ls, pulled', true, 0, ROUNDS),
    { ...ours, name: 'ours, pushed', pulls: false },
    jsonServer('json-ls, pushed', false, 500, { one: 5, small: 1, medium: 1, large: 0 }),
  ];
}

function yamlServer(): ServerSpec {
  const schemas = Object.fromEntries(
    (['tasks', 'template'] as const).map((shape) => {
      const file = join(FOLDER, `schema-${shape}.json`);
      writeFileSync(file, JSON.stringify(SHAPES[shape].schema()));
      return [pathToFileURL(file).href, [SHAPES[shape].glob]];
    }),
  );
  return {
    name: 'yaml-language-server',
    isOurs: false,
    command: [...peerCommand('yaml-language-server/bin/yaml-language-server', true), '--stdio'],
    pulls: false,
    debounce: 200,
    languages: ['yaml'],
    initializationOptions: {},
    configuration: { yaml: { schemas, schemaStore: { enable: false }, validate: true, hover: true, completion: true } },
    rounds: { ...ROUNDS, large: 1 },
  };
}

function jsonServer(name: string, pulls: boolean, debounce: number, rounds: ServerSpec['rounds']): ServerSpec {
  const { glob, schema } = SHAPES.graph;
  return {
    name,
    isOurs: false,
    command: [...peerCommand('vscode-langservers-extracted/bin/vscode-json-language-server', false), '--stdio'],
    pulls,
    debounce,
    languages: ['json'],
    initializationOptions: { provideFormatter: false, handledSchemaProtocols: ['file'] },
    configuration: {
      json: { validate: { enable: true }, schemas: [{ fileMatch: [glob], url: 'bench://graph', schema: schema() }] },
    },
    rounds,
  };
}
