// What schemas/settings.json and package.json say of the settings, as far as it is said elsewhere.

const SECTION = 'taskcluster';

/** What the settings page can do more than say. */
const LINKS = { rootUrl: '[Select](command:taskcluster.selectRootUrl)' };

/** The schema with what the rules' pages say of each rule. */
export function withRules(schema, pages) {
  const { rules } = schema.properties;
  const propertyNames = { ...rules.propertyNames, enumDescriptions: pages.map(({ summary }) => summary) };
  return { ...schema, properties: { ...schema.properties, rules: { ...rules, propertyNames } } };
}

/** The settings of a schema, each by its name without the section: what has a default is one. */
export function settingsOf(schema, prefix = '') {
  const entries = Object.entries(schema.properties ?? {}).flatMap(([key, node]) =>
    node.default === undefined ? Object.entries(settingsOf(node, `${prefix}${key}.`)) : [[`${prefix}${key}`, node]],
  );
  return Object.fromEntries(entries);
}

/**
 * The manifest with the descriptions of the schema, and a drop-down for each rule that leads to the rule's page.
 * @param manifest with its texts in it
 */
export function withDescriptions(manifest, schema) {
  const settings = settingsOf(schema);
  const page = manifest.homepage.replace(/#.*/, '/blob/main/server/core/rules');
  // A setting that a description names is a link.
  const linked = (description) =>
    description.replace(/`([\w.]+)`/g, (text, name) => (name in settings ? `\`#${SECTION}.${name}#\`` : text));
  const { enum: ids, enumDescriptions } = schema.properties.rules.propertyNames;
  const rules = ids.map((id, i) => [
    id,
    {
      type: 'string',
      enum: schema.definitions.level.enum,
      markdownDescription: `${linked(enumDescriptions[i])} [More](${page}/${id}/README.md)`,
    },
  ]);
  const describe = ([key, setting]) => {
    const name = key.slice(SECTION.length + 1);
    const node = settings[name];
    if (!node) return [key, setting];
    const markdownDescription = [linked(node.description), ...(LINKS[name] ? [LINKS[name]] : [])].join(' ');
    const properties = name === 'rules' ? { properties: Object.fromEntries(rules) } : {};
    return [key, { ...setting, markdownDescription, ...properties }];
  };
  const configuration = manifest.contributes.configuration.map((group) => ({
    ...group,
    properties: Object.fromEntries(Object.entries(group.properties).map(describe)),
  }));
  return { ...manifest, contributes: { ...manifest.contributes, configuration } };
}
