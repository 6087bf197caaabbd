import assert from 'node:assert/strict';
import { type SchemaError, type SchemaName, validate } from '../../server/core/schema/validate.js';

/** Stands for something that is not known before rendering. */
export const UNKNOWN = { unknown: true };
/** Whether a value is that stand-in, as `validate` asks. */
export const isUnknown = (value: unknown): boolean => value === UNKNOWN;

/** Right values to begin with. */
export const TIME = '2026-01-31T12:00:00.000Z';
export const METADATA = { name: 'n', description: 'd', owner: 'o', source: 'https://example.com/x' };
export const TASK = { created: TIME, deadline: TIME, payload: {}, metadata: METADATA };
export const HOOK = { metadata: { name: 'n', description: 'd', owner: 'me@example.com' }, task: {} };
export const ID = 'fN1SbArXTPSVFNUvaOlinQ';

/** So many task ids. */
export const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${String(i).padStart(8, '0')}QACAAAAAAAAAAA`);

/** A right task but for `change`; and so on for its metadata, a hook and the actions of an `actions.json`. */
export const task = (change: object): object => ({ ...TASK, ...change });
export const metadata = (change: object): object => task({ metadata: { ...METADATA, ...change } });
export const hook = (change: object): object => ({ ...HOOK, ...change });
export const action = (...actions: unknown[]): object => ({ version: 1, variables: {}, actions });
/** A copy that lacks the keys. */
export const without = (value: object, ...keys: string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

/** `path: message => repair | repair`, with the path as people write it; `-` removes the key or item, `+` adds it. */
export function line({ path, message, repairs }: SchemaError): string {
  const way = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const mends = repairs.map((repair) => {
    if (repair.kind === 'rename-key') return `${repair.to}:`;
    if (repair.kind === 'remove-key' || repair.kind === 'remove-item') return '-';
    return `${repair.kind === 'add-key' ? '+ ' : ''}${JSON.stringify(repair.value)}`;
  });
  return `${way || '.'}: ${message}${mends.length > 0 ? ` => ${mends.join(' | ')}` : ''}`;
}

/** A value, and each violation as `line` writes it: none if the value is right. */
export type Row = readonly [schema: SchemaName, value: unknown, ...expected: string[]];

/** A test for each row. */
export function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [schema, value, ...expected] of rows) {
      it(expected[0] ?? `nothing: ${JSON.stringify(value).slice(0, 80)}`, () => {
        const before = structuredClone(value);
        assert.deepEqual(validate(schema, value, isUnknown).map(line), expected);
        assert.deepEqual(value, before, 'validation must not change the value');
      });
    }
  });
}
