import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

interface Room {
  /** The rooms whose files it may import, type-only imports included. Its own files it always may. */
  readonly rooms: readonly string[];
  /** The packages that it may import. */
  readonly packages: readonly string[];
}

/**
 * Every room, from the ground up: a room may import only what is listed, and everything that is listed is imported. Data flows
 * text, document, analysis, protocol; imports go the other way.
 */
const ROOMS: Readonly<Record<string, Room>> = {
  'server/core/base': { rooms: [], packages: [] },
  'server/core/syntax': { rooms: ['core/base'], packages: ['js-yaml', 'jsonc-parser', 'yaml'] },
  'server/core/suppressions': { rooms: ['core/base', 'core/syntax'], packages: [] },
  'server/core/jsone': { rooms: ['core/base', 'core/syntax'], packages: [] },
  'server/core/identifiers': { rooms: ['core/base', 'core/jsone', 'schemas'], packages: [] },
  'server/core/model': { rooms: ['core/base', 'core/syntax', 'core/jsone', 'core/identifiers'], packages: [] },
  'server/core/deployment': { rooms: ['core/base'], packages: [] },
  'server/core/edit': { rooms: ['core/base', 'core/syntax', 'core/jsone'], packages: [] },
  'server/core/schema': {
    rooms: ['core/base', 'core/syntax', 'core/jsone', 'core/model', 'core/edit', 'schemas'],
    packages: [],
  },
  'server/core/config': {
    rooms: ['core/base', 'core/syntax', 'core/jsone', 'core/schema'],
    packages: ['picomatch'],
  },
  'server/core/references': {
    rooms: ['core/base', 'core/syntax', 'core/jsone', 'core/identifiers', 'core/model', 'core/edit', 'core/deployment'],
    packages: [],
  },
  'server/core/services': {
    rooms: [
      'core/base',
      'core/syntax',
      'core/jsone',
      'core/identifiers',
      'core/model',
      'core/config',
      'core/schema',
      'core/edit',
    ],
    packages: ['jsonschema'],
  },
  'server/core/migrations': {
    rooms: ['core/base', 'core/syntax', 'core/jsone', 'core/identifiers', 'core/model', 'core/edit', 'core/services'],
    packages: [],
  },
  'server/core/rules': {
    rooms: [
      'core/base',
      'core/syntax',
      'core/jsone',
      'core/identifiers',
      'core/model',
      'core/config',
      'core/deployment',
      'core/schema',
      'core/edit',
      'core/references',
      'core/services',
      'core/migrations',
      'core/suppressions',
    ],
    packages: [],
  },
  'server/core/incremental': {
    rooms: [
      'core/base',
      'core/syntax',
      'core/jsone',
      'core/identifiers',
      'core/model',
      'core/config',
      'core/schema',
      'core/references',
      'core/services',
      'core/rules',
      'core/suppressions',
    ],
    packages: [],
  },
  'server/core': {
    rooms: [
      'core/base',
      'core/syntax',
      'core/model',
      'core/config',
      'core/deployment',
      'core/references',
      'core/edit',
      'core/services',
      'core/migrations',
      'core/rules',
      'core/suppressions',
      'core/incremental',
    ],
    packages: [],
  },
  'server/features': { rooms: ['core'], packages: ['cronstrue'] },
  'server/workspace': { rooms: ['core'], packages: [] },
  'server/taskcluster': {
    rooms: ['core/deployment', 'core/identifiers', 'core/references'],
    packages: ['taskcluster-lib-urls'],
  },
  'server/net': { rooms: ['taskcluster'], packages: ['node:', 'hpagent', 'proxy-from-env'] },
  'server/documents': { rooms: ['core', 'features', 'taskcluster'], packages: [] },
  'server/lsp': {
    rooms: ['core', 'features', 'documents', 'workspace', 'taskcluster', 'net', 'package.json'],
    packages: ['vscode-languageserver', 'node:'],
  },
  'server/cli': { rooms: ['core', 'workspace', 'taskcluster', 'net', 'package.json'], packages: ['node:', 'yaml'] },
  'client/webview': { rooms: ['lsp/protocol'], packages: ['preact'] },
  client: {
    rooms: [
      'client/webview/messages',
      'lsp/protocol',
      'taskcluster',
      'core/identifiers/names',
      'core/model/file-places',
      'core/model/key-lists',
      'core/model/recognize',
    ],
    packages: ['vscode', 'vscode-languageclient', 'node:http', 'node:net', 'node:crypto'],
  },
};

/** The longest that a module may be; most are under 100 lines. */
const MAX_LINES = 400;

const files = ['server', 'client'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name)),
);

interface Import {
  /** A path of the project without its ending, or undefined for a package. */
  readonly path: string | undefined;
  readonly specifier: string;
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gms);
  return [...found].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const path = specifier.startsWith('.')
      ? normalize(join(dirname(file), specifier)).replace(/\.(js|tsx?)$/, '')
      : undefined;
    return { path, specifier };
  });
}

/** The innermost room that a file lies in. */
function roomOf(file: string): string | undefined {
  return Object.keys(ROOMS)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function isIn(path: string, room: string): boolean {
  return [room, `server/${room}`].some((name) => path === name || path.startsWith(`${name}/`));
}

function isOf(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`);
}

describe('architecture', () => {
  it('every file lies in a room', () => {
    assert.deepEqual(
      files.filter((file) => !roomOf(file)),
      [],
    );
  });

  it('a room imports only what it may, and whatever is listed for it', () => {
    const wrong: string[] = [];
    const used = new Set<string>();
    for (const [file, list] of imports) {
      const room = roomOf(file) ?? '';
      const allowed = ROOMS[room];
      for (const { path, specifier } of list) {
        if (path !== undefined && roomOf(`${path}.ts`) === room) continue;
        const entry =
          path === undefined
            ? allowed?.packages.find((name) => isOf(specifier, name))
            : allowed?.rooms.find((name) => isIn(path, name));
        if (entry === undefined) wrong.push(`${file} imports ${specifier}`);
        used.add(`${room}: ${entry}`);
      }
    }
    const listed = Object.entries(ROOMS).flatMap(([room, { rooms, packages }]) =>
      [...rooms, ...packages].map((name) => `${room}: ${name}`),
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      listed.filter((entry) => !used.has(entry)),
      [],
      'allowed, but never imported',
    );
  });

  // The entries of a folder are its files and its folders. Each folder counts as one, with all that is in it.
  it('the entries of no folder import one another in a circle, type-only imports included', () => {
    const arrows = new Map<string, Map<string, Set<string>>>();
    for (const [file, list] of imports) {
      const from = file.replace(/\.tsx?$/, '').split('/');
      for (const { path } of list) {
        const to = path?.split('/') ?? [];
        const shared = from.findIndex((name, i) => name !== to[i]);
        if (path === undefined || shared < 0 || shared >= to.length) continue;
        const folder = arrows.get(from.slice(0, shared).join('/')) ?? new Map<string, Set<string>>();
        arrows.set(from.slice(0, shared).join('/'), folder);
        const [a = '', b = ''] = [from[shared], to[shared]];
        folder.set(a, (folder.get(a) ?? new Set()).add(b));
      }
    }
    assert.deepEqual(
      [...arrows].flatMap(([folder, graph]) => circlesOf(graph).map((circle) => `${folder}: ${circle}`)),
      [],
    );
  });

  it('the core knows neither clock nor network nor process', () => {
    const wrong = files.filter(
      (file) =>
        file.startsWith('server/core/') &&
        /\b(Date\.now|new Date\(\)|fetch\(|process\.|setTimeout|console\.|Math\.random)/.test(
          readFileSync(file, 'utf8'),
        ),
    );
    assert.deepEqual(wrong, []);
  });

  it('no module is longer than one can read', () => {
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > MAX_LINES);
    assert.deepEqual(long, []);
  });

  it('names of files are in kebab-case, and tell the file', () => {
    const names = files.map((file) => file.split('/').at(-1) ?? '');
    assert.deepEqual(
      files.filter((file) => !/^[a-z0-9-]+(\.(node|web|worker))?\.tsx?$/.test(file.split('/').at(-1) ?? '')),
      [],
    );
    assert.deepEqual(
      [...new Set(names)].filter((name) => names.filter((other) => other === name).length > 3),
      [],
    );
  });
});

/** The circles in a graph, each as a path that ends where it begins. */
function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) circles.push([...path.slice(path.indexOf(name)), name].join(' -> '));
    if (done.has(name) || path.includes(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return circles;
}
