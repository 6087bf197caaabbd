// What the suite uses of Node's `assert`, where there is no Node.

function fail(message: string): never {
  throw new Error(message);
}

/** Enough for what the suite compares: texts, numbers, and lists of them. */
const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

export default {
  ok: (value: unknown, message = 'nothing there'): void => {
    if (!value) fail(message);
  },
  equal: (actual: unknown, expected: unknown, message = ''): void => {
    if (!Object.is(actual, expected)) fail(`${message} ${shown(actual)} is not ${shown(expected)}`);
  },
  notEqual: (actual: unknown, expected: unknown, message = ''): void => {
    if (Object.is(actual, expected)) fail(`${message} ${shown(actual)}`);
  },
  deepEqual: (actual: unknown, expected: unknown, message = ''): void => {
    if (shown(actual) !== shown(expected)) fail(`${message} ${shown(actual)} is not ${shown(expected)}`);
  },
  match: (text: string, pattern: RegExp): void => {
    if (!pattern.test(text)) fail(`${shown(text)} does not match ${pattern}`);
  },
};
