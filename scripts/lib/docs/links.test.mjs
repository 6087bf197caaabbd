import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import MarkdownIt from 'markdown-it';
import { root } from '../paths.mjs';

const markdown = new MarkdownIt();

/** The Markdown files in a folder, from the top of the project. */
const markdownIn = (folder, recursive) =>
  readdirSync(join(root, folder), { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** The pages that people read: not the cases of tests. */
const pages = [
  ...markdownIn('.', false),
  ...markdownIn('docs', true),
  ...markdownIn('server/core/rules', true).filter((path) => path.endsWith('README.md')),
];

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const OWN = `${manifest.homepage.replace(/#.*/, '')}/blob/main/`;

/** The tokens of a page, those within lines too. */
const tokensOf = (text) => markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);

/** What the page links to and shows. */
function targetsOf(text) {
  return tokensOf(text).flatMap((token) => token.attrGet?.('href') ?? token.attrGet?.('src') ?? []);
}

/** The anchors of the headings, as GitHub makes them. */
function anchorsOf(text) {
  const tokens = markdown.parse(text, {});
  const seen = new Map();
  return tokens.flatMap(({ type }, i) => {
    if (type !== 'heading_open') return [];
    const words = tokens[i + 1].children.map(({ content }) => content).join('');
    const slug = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** Why a link leads nowhere; undefined if it is in order or leads elsewhere. */
function problemOf(page, target) {
  const local = target.startsWith(OWN) ? relative(dirname(page), target.slice(OWN.length)) : target;
  if (/^[a-z]+:/.test(local)) return undefined;
  const [path, anchor] = local.split('#');
  const file = path === '' ? page : join(dirname(page), decodeURI(path));
  if (!existsSync(join(root, file))) return `${page}: ${target} does not exist`;
  if (anchor === undefined || anchorsOf(readFileSync(join(root, file), 'utf8')).includes(anchor)) return undefined;
  return `${page}: ${target} has no such heading`;
}

describe('Links and pictures', () => {
  for (const page of pages) {
    it(`of ${page} lead somewhere`, () => {
      const targets = targetsOf(readFileSync(join(root, page), 'utf8'));
      assert.deepEqual(
        targets.map((target) => problemOf(page, target)).filter((problem) => problem !== undefined),
        [],
      );
    });
  }

  it('are told from those that lead nowhere', () => {
    assert.match(problemOf('README.md', 'docs/nothing.md'), /does not exist/);
    assert.match(problemOf('docs/cli.md', '../README.md#nothing'), /no such heading/);
    assert.match(problemOf('docs/cli.md', `${OWN}docs/nothing.md`), /does not exist/);
    assert.equal(problemOf('docs/cli.md', `${OWN}docs/cli.md#check`), undefined);
    assert.deepEqual(anchorsOf('# A `b`: c, d\n\n## A b c d\n\n## One & two_x\n'), [
      'a-b-c-d',
      'a-b-c-d-1',
      'one--two_x',
    ]);
    assert.deepEqual(targetsOf('[a](b.md) ![c](d.png)\n\n| [e](f.md) |\n|-|\n'), ['b.md', 'd.png', 'f.md']);
  });
});
