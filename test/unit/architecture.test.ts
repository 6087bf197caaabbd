import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Which rooms a room may import from, and which packages. What is not named here is not allowed. */
const ROOMS: Readonly<Record<string, { rooms: readonly string[]; packages: RegExp }>> = {
  'server/core': {
    rooms: ['server/core', 'schemas'],
    packages: /^(yaml|js-yaml|jsonc-parser|json-e(\/src\/(builtins|parser|tokenizer)\.js)?)$/,
  },
  'server/features': { rooms: ['server/features', 'server/core'], packages: /^$/ },
  'server/taskcluster': { rooms: ['server/taskcluster', 'server/core', 'schemas'], packages: /^taskcluster-lib-urls$/ },
  'server/net': {
    rooms: ['server/net', 'server/taskcluster'],
    packages: /^(node:|hpagent$|proxy-from-env$)/,
  },
  'server/lsp': {
    rooms: ['server/lsp', 'server/net', 'server/features', 'server/taskcluster', 'server/core', 'package.json'],
    packages: /^(vscode-languageserver|vscode-uri|picomatch|node:)/,
  },
  'server/cli': {
    rooms: ['server/cli', 'server/net', 'server/taskcluster', 'server/core', 'package.json'],
    packages: /^node:/,
  },
  client: {
    rooms: [
      'client',
      'server/lsp/protocol',
      'server/taskcluster/transport',
      'server/taskcluster/fetch-transport',
      'server/taskcluster/root-url',
    ],
    packages: /^(vscode$|vscode-languageclient|node:(http|net|crypto)$)/,
  },
};

/** The longest that a module may be; most are under 100 lines. */
const MAX_LINES = 400;

const files = ['server', 'client'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gms),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Where an import of the project leads, without its ending; undefined for a package. */
function target(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? normalize(join(dirname(file), specifier)).replace(/\.(js|ts)$/, '') : undefined;
}

describe('architecture', () => {
  it('imports go one way', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const room = Object.keys(ROOMS).find((name) => file.startsWith(`${name}/`));
      assert.ok(room, `${file} stands in no room`);
      const allowed = ROOMS[room];
      for (const specifier of importsOf(file)) {
        const path = target(file, specifier);
        const fine =
          path === undefined
            ? allowed?.packages.test(specifier)
            : allowed?.rooms.some((name) => path === name || path.startsWith(`${name}/`));
        if (!fine) wrong.push(`${file} imports ${specifier}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('modules do not import one another in circles', () => {
    const graph = new Map(files.map((file) => [file.replace(/\.ts$/, ''), runtimeImports(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (name: string, path: readonly string[]): void => {
      if (path.includes(name)) circles.push([...path.slice(path.indexOf(name)), name].join(' -> '));
      if (done.has(name) || path.includes(name)) return;
      for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
      done.add(name);
    };
    for (const name of graph.keys()) visit(name, []);
    assert.deepEqual(circles, []);
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
});

function runtimeImports(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/^import type [^;]*;/gms, '');
  const paths = [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '(\.[^']+)'/gms)].map((match) =>
    target(file, match[1] ?? ''),
  );
  return paths.filter((path) => path !== undefined);
}
