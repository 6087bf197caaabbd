// What package.json says of the settings, as far as it follows from schemas/settings.json.

const SECTION = 'taskcluster';

/**
 * A description as the settings page shows it: a setting that it names is a link.
 * @param names of all settings, without the section
 */
export function forSettingsPage(description, names) {
  return description.replace(/`([\w.]+)`/g, (text, name) => (names.includes(name) ? `\`#${SECTION}.${name}#\`` : text));
}

/** The settings of a schema, each by its name without the section: what has a default is one. */
export function settingsOf(schema, prefix = '') {
  const entries = Object.entries(schema.properties ?? {}).flatMap(([key, node]) =>
    node.default === undefined ? Object.entries(settingsOf(node, `${prefix}${key}.`)) : [[`${prefix}${key}`, node]],
  );
  return Object.fromEntries(entries);
}

/** The manifest with a drop-down for each rule that the schema has, which leads to the rule's page. */
export function withRuleSettings(manifest, schema) {
  const { rules } = schema.properties;
  const names = Object.keys(settingsOf(schema));
  const page = manifest.homepage.replace(/#.*/, '/blob/main/server/core/rules');
  const table = rules.propertyNames.enum.map((id, i) => {
    const description = forSettingsPage(rules.propertyNames.enumDescriptions[i], names);
    const markdownDescription = `${description} [More](${page}/${id}/README.md)`;
    return [id, { type: 'string', enum: schema.definitions.level.enum, markdownDescription }];
  });
  const configuration = manifest.contributes.configuration.map((group) => {
    const setting = group.properties[`${SECTION}.rules`];
    if (!setting) return group;
    const properties = {
      ...group.properties,
      [`${SECTION}.rules`]: { ...setting, properties: Object.fromEntries(table) },
    };
    return { ...group, properties };
  });
  return { ...manifest, contributes: { ...manifest.contributes, configuration } };
}
