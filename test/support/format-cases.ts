import type { RuleId } from '../../server/core/base/rule-ids.js';
import type { Identifier } from '../../server/core/identifiers/names.js';
import { type Case, readCases } from './cases.js';

/** The key that each of the rules about formats looks at. */
const KEYS: Readonly<Partial<Record<RuleId, Identifier | 'workerPoolId'>>> = {
  'provisioner-id-format': 'provisionerId',
  'worker-type-format': 'workerType',
  'task-queue-id-format': 'taskQueueId',
  'worker-pool-id-format': 'workerPoolId',
};

/** A document in which only that entry can be wrong; `...` stands for the other fields of a task. */
const AROUND: Readonly<Record<Identifier | 'workerPoolId', (entry: readonly string[]) => string[]>> = {
  // A task in such a list may lack its other half.
  provisionerId: inList,
  workerType: inList,
  taskQueueId: (entry) => [...entry, '...'],
  workerPoolId: (entry) => [
    ...entry,
    'providerId: static',
    "description: ''",
    'owner: me@example.com',
    'emailOnError: false',
    'config: {lifecycle: {reregistrationTimeout: 345600}}',
  ],
};

function inList(entry: readonly string[]): string[] {
  return ['tasks:', ...entry.map((line, i) => `  ${i === 0 ? '-' : ' '} ${line}`), '    ...'];
}

/** The rows about one rule in `format-cases.md`, each as a case. */
export function formatCases(rule: RuleId, table: string): Case[] {
  const ownKey = KEYS[rule];
  return table.split('\n').flatMap((line, i) => {
    const [title = '', key, value = '', message = '', fixed = ''] = cellsOf(line);
    if (key && !(key in AROUND) && key !== 'key' && !/^-+$/.test(key))
      throw new Error(`line ${i + 1}: no key "${key}"`);
    if (!key || key !== ownKey) return [];
    return readCases(writeCase(`${title}: ${key}`, rule, key, { value, message, fixed })).map((one) => ({
      ...one,
      line: i + 1,
    }));
  });
}

/** The cells of a row without the quotes of code around them. */
function cellsOf(line: string): string[] {
  const cells = /^\| (.*) \|$/.exec(line)?.[1]?.split(' | ') ?? [];
  return cells.map((cell) => /^`([^`]*)`$/.exec(cell.trim())?.[1] ?? cell.trim());
}

interface Row {
  readonly value: string;
  readonly message: string;
  readonly fixed: string;
}

function writeCase(title: string, rule: RuleId, key: Identifier | 'workerPoolId', row: Row): string {
  const { value, message, fixed } = row;
  const around = AROUND[key];
  const entry = `${key}: ${value}`.trimEnd();
  // Where there is no value, the key is marked.
  const isMissing = value === '' || value.startsWith('#');
  const mark = isMissing ? '^'.repeat(key.length) : ' '.repeat(key.length + 2) + '^'.repeat(value.length);
  const marked = message === '' ? [entry] : [entry, `${mark} error ${rule}: ${message}`];
  const fix = fixed === '' ? [] : [`\`\`\`yaml fix: Change to ${fixed}`, ...around([`${key}: ${fixed}`]), '```'];
  return [`## ${title}`, '```yaml', ...around(marked), '```', ...fix, ''].join('\n');
}
