// The files of which a part, or all, follows from other files: what the rules' own pages, the manifest and the schema of the
// settings say is written nowhere else by hand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { bundleOf, sourcesOf } from './l10n-bundle.mjs';
import { splitTexts, withTexts } from './manifest-texts.mjs';
import { commandTable, fill, pageList, ruleTable, settingsTable } from './pages.mjs';
import { readRulePage } from './rule-page.mjs';
import { withDescriptions, withRules } from './settings.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const written = (value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The generated files, each by its path from the top of the project. Those in JSON still have to be formatted.
 * @returns {Map<string, string>}
 */
export function generatedFiles() {
  const schema = JSON.parse(read('schemas/settings.json'));
  const rules = schema.properties.rules.propertyNames.enum.map((id) =>
    readRulePage(id, read(`server/core/rules/${id}/README.md`)),
  );
  const settings = withRules(schema, rules);
  const plain = withTexts(JSON.parse(read('package.json')), JSON.parse(read('package.nls.json')));
  const described = withDescriptions(plain, settings);
  const { manifest, texts } = splitTexts(described);
  const parts = [
    ['docs/rules/README.md', 'rules', () => ruleTable(rules)],
    ['docs/settings.md', 'settings', () => settingsTable(described)],
    ['docs/commands.md', 'commands', (page) => commandTable(described, page)],
    ['docs/README.md', 'users', () => pageList(documents().users)],
    ['docs/README.md', 'developers', () => pageList(documents().developers)],
  ];
  const files = new Map([
    ['schemas/settings.json', written(settings)],
    ['package.json', written(manifest)],
    ['package.nls.json', written(texts)],
    ['l10n/bundle.l10n.json', written(bundleOf(sourcesOf('client')))],
  ]);
  for (const [path, part, contentOf] of parts) {
    const page = files.get(path) ?? read(path);
    files.set(path, fill(page, part, contentOf(page)));
  }
  return files;
}

/** Pages for those who work on the project. */
const FOR_DEVELOPERS = ['architecture.md', 'editor-features.md', 'performance.md', 'releasing.md', 'testing.md'];

/** The pages in docs/ for users and for developers, as paths from there and their texts. */
function documents() {
  const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const isForUsers = (name) => !FOR_DEVELOPERS.includes(name);
  const others = readdirSync(root).filter((name) => name === 'CONTRIBUTING.md');
  const users = [...names.filter(isForUsers), 'rules/README.md'].sort();
  const developers = [...others.map((name) => `../${name}`), ...names.filter((name) => !isForUsers(name)).sort()];
  const pageAt = (path) => ({ path, text: read(join('docs', path)) });
  return { users: users.map(pageAt), developers: developers.map(pageAt) };
}
