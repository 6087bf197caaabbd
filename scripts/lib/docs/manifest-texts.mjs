// The texts of package.json that people read. They are in package.nls.json, where translations can replace them; package.json has
// `%key%` instead.

/** The name of the product is the same in all languages. */
const PRODUCT = 'Taskcluster';

const TEXTS = new Set(
  'altText category contents contextualTitle deprecationMessage description displayName enumDescriptions enumItemLabels label markdownDeprecationMessage markdownDescription markdownEnumDescriptions shortTitle title'.split(
    ' ',
  ),
);

/** What stands between a text and the top of the manifest, and says nothing. */
const SILENT = new Set(['contributes', 'properties', 'steps', 'media']);

/**
 * Moves the texts out of the manifest. The key of a text follows from its place: `commands.showOutput.title`.
 * @param manifest with its texts in it
 * @returns {{ manifest: object, texts: Record<string, string> }}
 * @throws {Error} if two texts have the same key
 */
export function splitTexts(manifest) {
  const texts = {};
  const take = (text, path) => {
    if (text === PRODUCT) return text;
    const key = path.join('.');
    if (key in texts) throw new Error(`package.json has two texts with the key ${key}`);
    texts[key] = text;
    return `%${key}%`;
  };
  const visit = (value, path, name) => {
    if (typeof value === 'string') return isText(name, path) ? take(value, path) : value;
    if (Array.isArray(value)) return value.map((item, i) => visit(item, [...path, ...partOf(item, i)], name));
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(([key, child]) => {
      // A group of settings has no other name.
      const own = key === 'title' && name === 'configuration' ? [slug(child)] : [];
      return [key, visit(child, SILENT.has(key) ? path : [...path, ...own, shortened(key)], key)];
    });
    return Object.fromEntries(entries);
  };
  return { manifest: visit(manifest, [], ''), texts };
}

/**
 * The manifest with the texts in the places of their keys.
 * @template Manifest
 * @param {Manifest} manifest
 * @param {Readonly<Record<string, string>>} texts
 * @returns {Manifest}
 * @throws {Error} if a key has no text
 */
export function withTexts(manifest, texts) {
  return JSON.parse(JSON.stringify(manifest), (_, value) => {
    const [, key] = (typeof value === 'string' && /^%([\w.-]+)%$/.exec(value)) || [];
    if (key === undefined) return value;
    if (!(key in texts)) throw new Error(`package.nls.json has no text for ${value}`);
    return texts[key];
  });
}

function isText(name, path) {
  return TEXTS.has(name) || (name === 'name' && path[0] === 'views');
}

/** How an item of a list is told from the others: by its id, a welcome also by when it is shown; a setting's group not at all. */
function partOf(item, index) {
  if (typeof item === 'string') return [String(index)];
  const { command, id, view, when, properties } = item ?? {};
  if (properties) return [];
  if (view) return [shortened(view), (when ?? '').split(' ').at(-1)];
  return [shortened(command ?? id ?? String(index))];
}

function shortened(name) {
  return name.replace(/^taskcluster\./, '').replace(/^markdownD/, 'd');
}

function slug(title) {
  return title.toLowerCase().replace(/\W+/g, '-');
}
