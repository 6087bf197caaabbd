/**
 * How deeply collections may be nested. Real files stay below 20; readers that recurse (js-yaml, json-e) fail at some
 * thousands, and this is far from it.
 */
export const MAX_DEPTH = 200;

/**
 * How long a text may be that is read as one, in UTF-16 code units. A long list or graph is not: it falls into pieces. The
 * reader of any YAML manages some 3 MB a second, those of ordinary YAML and of JSON ten times that and more.
 */
export const MAX_LENGTH = { ordinaryYaml: 20_000_000, yaml: 5_000_000, json: 20_000_000, jsonc: 20_000_000 } as const;
