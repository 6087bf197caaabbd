/**
 * How deeply collections may be nested. Real files stay below 20; readers that recurse (js-yaml, json-e) fail at some
 * thousands, and this is far from it.
 */
export const MAX_DEPTH = 200;

/** How long a text may be, in UTF-16 code units. The YAML reader manages some 3 MB a second, the JSON reader ten times that. */
export const MAX_LENGTH = { yaml: 5_000_000, json: 20_000_000, jsonc: 20_000_000 } as const;
