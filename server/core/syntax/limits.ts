/**
 * How deeply collections may be nested. Real files stay below 20; recursive readers (js-yaml, json-e) only fail at several
 * thousand.
 */
export const MAX_DEPTH = 200;

/**
 * The longest text that is read as a whole, in UTF-16 code units. Long lists and graphs are read in pieces instead. The reader
 * for all of YAML manages about 3 MB a second, those for ordinary YAML and JSON at least ten times as much.
 */
export const MAX_LENGTH = { ordinaryYaml: 20_000_000, yaml: 5_000_000, json: 20_000_000, jsonc: 20_000_000 } as const;
