// The licences of the packages whose code is in the bundles: they ask that their text goes along.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** A file of a package, in the folder that npm put it into: what stands before the last `node_modules/` is another one. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENSE_FILE = /^(licen[cs]e|copying)([.-].*)?$/i;
const NOTICE_FILE = /^(notice|third-?party-?notices)(\..*)?$/i;

/**
 * The files of which something came into the output.
 * @param {{ metafile: import('esbuild').Metafile }} built
 */
export function bundledInputs({ metafile }) {
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  );
}

/**
 * The notices of the packages that the bundled files belong to.
 * @param {Iterable<string>} inputs the bundled files, from the top of the project, as esbuild's metafile names them
 * @returns {string}
 */
export function noticesOf(inputs) {
  const folders = new Set([...inputs].flatMap((input) => PACKAGE.exec(input)?.[1] ?? []));
  const notices = [...folders].map(noticeOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  const head = 'This program contains code of the packages below. Their licences, as the packages state them:';
  return `${[head, ...notices.map(({ title, text }) => `${'='.repeat(80)}\n${title}\n\n${text}`)].join('\n\n')}\n`;
}

/** @param {string} folder */
function noticeOf(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const files = readdirSync(join(root, folder)).sort();
  const read = (/** @type {RegExp} */ pattern) =>
    files.filter((file) => pattern.test(file)).map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
  const licenses = read(LICENSE_FILE);
  if (licenses.length === 0) throw new Error(`The package ${name} has no file with its licence, ${license}.`);
  const title = `${name} ${version}, ${license}\n${sourceOf(repository)}`;
  return { title, text: [...licenses, ...read(NOTICE_FILE)].join('\n\n') };
}

/** Where the source code is, which the MPL wants to be said. @param {string | { url: string } | undefined} repository */
function sourceOf(repository) {
  const url = typeof repository === 'object' ? repository.url : (repository ?? '');
  const full = /^(github:)?[\w.-]+\/[\w.-]+$/.test(url) ? `https://github.com/${url.replace('github:', '')}` : url;
  return full
    .replace(/^git\+/, '')
    .replace(/^git(:\/\/|@)([^:/]+)[:/]/, 'https://$2/')
    .replace(/\.git$/, '');
}
