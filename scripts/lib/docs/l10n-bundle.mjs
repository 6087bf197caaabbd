// The texts of the extension in l10n/bundle.l10n.json, which translations copy and replace. `@vscode/l10n-dev` exports them too, but
// brings a translation service and a parser in WebAssembly along; here they are found by how they are written.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

/** A call of `l10n.t`, or of `t` where code gets it as an argument, and the text. */
const CALL = /(?<![\w.])(?:l10n\.)?t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")?/g;

/** The TypeScript files below a folder, without those of webviews: path and text. */
export function sourcesOf(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('webview'))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }));
}

/**
 * Every text that the sources translate, as its own English translation.
 * @param {readonly { readonly path: string, readonly text: string }[]} sources
 * @returns {Record<string, string>}
 * @throws {Error} if a call translates something else than a string in quotes
 */
export function bundleOf(sources) {
  const texts = sources.flatMap(({ path, text }) =>
    [...text.matchAll(CALL)].map(([, single, double]) => {
      const quoted = single ?? double;
      if (quoted === undefined) throw new Error(`${path}: t() takes a string in quotes, with {0} for what varies.`);
      return quoted.replace(/\\(.)/g, (_, character) => (character === 'n' ? '\n' : character));
    }),
  );
  return Object.fromEntries([...new Set(texts)].sort().map((text) => [text, text]));
}
