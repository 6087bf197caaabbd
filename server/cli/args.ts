import { parseArgs } from 'node:util';
import { didYouMean } from '../core/base/did-you-mean.js';
import { isRuleId, RULE_IDS, type RuleId } from '../core/base/rule-ids.js';
import { TASKS_FOR, type TasksFor } from '../core/services/github/tasks-for.js';
import {
  type BaselineOptions,
  CHECK_FORMATS,
  type CheckOptions,
  COMMANDS,
  type Command,
  type ConfigChoice,
  type D2gOptions,
  type EditOptions,
  type Input,
  type MigrateOptions,
  type Options,
  type PoolsOptions,
  type RenderOptions,
} from './options.js';

/** The default name of the standard input in reports. */
const STDIN_NAME = 'stdin.yml';

const OPTIONS = {
  format: { type: 'string' },
  'max-warnings': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  write: { type: 'boolean' },
  diff: { type: 'boolean' },
  rule: { type: 'string', multiple: true },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  live: { type: 'boolean' },
  'root-url': { type: 'string' },
  'not-reregistering': { type: 'boolean' },
  context: { type: 'string' },
  event: { type: 'string' },
  'tasks-for': { type: 'string' },
  'list-events': { type: 'boolean' },
  now: { type: 'string' },
  task: { type: 'string', multiple: true },
  'd2g-config': { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

/** The options that only some commands accept. */
const TAKEN_BY: readonly (readonly [keyof Values, readonly Command[]])[] = [
  ['max-warnings', ['check']],
  ['quiet', ['check']],
  ['live', ['check', 'd2g']],
  ['root-url', ['check', 'pools', 'd2g']],
  ['not-reregistering', ['pools']],
  ['write', ['migrate', 'fix']],
  ['diff', ['migrate', 'fix']],
  ['rule', ['fix']],
  ['config', ['check', 'migrate', 'fix']],
  ['no-config', ['check', 'migrate', 'fix']],
  ['context', ['render']],
  ['event', ['render']],
  ['tasks-for', ['render']],
  ['list-events', ['render']],
  ['now', ['render']],
  ['task', ['d2g']],
  ['d2g-config', ['d2g']],
  ['baseline', ['check', 'migrate', 'fix']],
  ['write-baseline', ['check', 'migrate', 'fix']],
  ['stdin-filename', ['check', 'migrate', 'fix', 'render', 'd2g']],
];

const PLAIN_FORMATS = ['text', 'json'] as const;
const D2G_FORMATS = ['json'] as const;
const RENDER_FORMATS = ['text', 'json', 'yaml'] as const;

type Values = ReturnType<typeof split>['values'];

/** Parses the arguments after the program's name. Never throws: mistakes are returned as `usage-error`. */
export function readArgs(argv: readonly string[]): Options {
  try {
    return interpret(argv);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { command: 'usage-error', message: error.message };
  }
}

function interpret(argv: readonly string[]): Options {
  const { values, command, paths } = split(argv);
  if (command === 'help') return { command, about: helpTopic(paths) };
  if (values.help) return { command: 'help', about: command };
  if (values.version) return { command: 'version' };
  const known = command ?? 'check';
  refuseForeign(values, known);
  if (known === 'pools') return poolsOptions(values, paths);
  const input: Input = {
    paths: checkedPaths(paths),
    stdinName: stdinName(values, paths),
    color: color(values),
    meant: command === undefined ? meantBy(paths[0]) : undefined,
    config: configChoice(values),
  };
  if (known === 'render') return renderOptions(values, input);
  if (known === 'd2g') return d2gOptions(values, input);
  if (known === 'fix')
    return { ...input, command: 'fix', rules: rulesIn(values), ...editOptions(values, input, 'fixed') };
  return known === 'migrate' ? migrateOptions(values, input) : checkOptions(values, input);
}

function helpTopic(words: readonly string[]): Command | undefined {
  const [word] = words;
  const topic = COMMANDS.find((command) => command === word);
  if (word === undefined || topic) return topic;
  throw new Error(`there is no command '${word}': choose one of ${COMMANDS.join(', ')}`);
}

function meantBy(path: string | undefined): string | undefined {
  return path === undefined || /[./\\]/.test(path) ? undefined : didYouMean(path, [...COMMANDS, 'help']);
}

function refuseForeign(values: Values, command: Command): void {
  for (const [name, commands] of TAKEN_BY) {
    if (values[name] === undefined || commands.includes(command)) continue;
    const [last, ...before] = commands.map((one) => `'${one}'`).toReversed();
    const others = before.length > 0 ? `${before.toReversed().join(', ')} and ` : '';
    throw new Error(`'--${name}' only works with ${others}${last}`);
  }
}

function poolsOptions(values: Values, paths: readonly string[]): PoolsOptions {
  if (paths.length > 0) throw new Error(`'pools' takes no paths, but got '${paths[0]}'`);
  return {
    command: 'pools',
    format: oneOf(values.format, PLAIN_FORMATS),
    rootUrl: values['root-url'],
    notReregistering: values['not-reregistering'] ?? false,
    color: color(values),
  };
}

function checkOptions(values: Values, input: Input): CheckOptions {
  const maxWarnings = values['max-warnings'];
  if (maxWarnings !== undefined && !/^\d{1,9}$/.test(maxWarnings)) {
    throw new Error(`'--max-warnings' takes a whole number from 0 to 999999999, not '${maxWarnings}'`);
  }
  return {
    ...input,
    command: 'check',
    format: oneOf(values.format, CHECK_FORMATS),
    maxWarnings: maxWarnings === undefined ? undefined : Number(maxWarnings),
    quiet: values.quiet ?? false,
    live: values.live ?? false,
    rootUrl: values['root-url'],
    ...baseline(values),
  };
}

function baseline(values: Values): { readonly baseline?: BaselineOptions } {
  const { baseline: file, 'write-baseline': writeTo } = values;
  if (file === '') throw new Error("'--baseline' is empty");
  if (writeTo === '') throw new Error("'--write-baseline' is empty");
  // Elsewhere '-' is the standard input or output, which has the files or the report.
  if (file === '-') throw new Error("'--baseline' takes a file, not '-'");
  if (writeTo === '-') throw new Error("'--write-baseline' takes a file, not '-'");
  return file === undefined && writeTo === undefined ? {} : { baseline: { file, writeTo } };
}

function migrateOptions(values: Values, input: Input): MigrateOptions {
  return { ...input, command: 'migrate', ...editOptions(values, input, 'migrated') };
}

function editOptions(
  values: Values,
  { paths }: Input,
  participle: string,
): Pick<EditOptions, 'format' | 'write' | 'baseline'> {
  if (values.write && values.diff) throw new Error("use either '--write' or '--diff', not both");
  const format = oneOf(values.format, PLAIN_FORMATS);
  if (values.write && format === 'json' && paths[0] === '-') {
    throw new Error(`'--write' with '-' prints the ${participle} text, so it cannot be combined with '--format json'`);
  }
  return { format, write: values.write ?? false, ...baseline(values) };
}

function rulesIn({ rule = [] }: Values): RuleId[] {
  return rule.map((name) => {
    if (isRuleId(name)) return name;
    const meant = didYouMean(name, RULE_IDS);
    throw new Error(`there is no rule '${name}'${meant ? `: did you mean '${meant}'?` : ''}`);
  });
}

function renderOptions(values: Values, { paths, stdinName, color }: Input): RenderOptions {
  const path = onlyPath('render', paths);
  refuseTogether(values);
  const { context, event, now } = values;
  if (event === '') throw new Error("'--event' is empty");
  if (now !== undefined && Number.isNaN(Date.parse(now)))
    throw new Error(`'--now' takes a time such as 2030-01-31T12:00:00.000Z, not '${now}'`);
  const tasksFor = tasksForIn(values);
  if (now !== undefined && context === undefined && event === undefined && tasksFor === undefined)
    throw new Error("'--now' needs '--event', '--tasks-for' or '--context'");
  const listEvents = values['list-events'] ?? false;
  const format = oneOf(values.format, RENDER_FORMATS);
  return { command: 'render', path, stdinName, context, tasksFor, event, listEvents, now, format, color };
}

function d2gOptions(values: Values, { paths, stdinName, color }: Input): D2gOptions {
  oneOf(values.format, D2G_FORMATS);
  const path = onlyPath('d2g', paths);
  refuseTogether(values);
  return {
    command: 'd2g',
    path,
    stdinName,
    tasks: values.task ?? [],
    d2gConfig: values['d2g-config'],
    live: values.live ?? false,
    rootUrl: values['root-url'],
    color,
  };
}

function onlyPath(command: Command, [path = '', other]: readonly string[]): string {
  if (other !== undefined) throw new Error(`'${command}' takes one file, but also got '${other}'`);
  return path;
}

/** Each of these says in its own way what is rendered, or which d2gConfig is used. */
const ALONE: readonly (readonly [keyof Values, readonly (keyof Values)[]])[] = [
  ['context', ['event', 'tasks-for', 'list-events']],
  ['list-events', ['event', 'tasks-for', 'now']],
  ['live', ['d2g-config']],
];

function refuseTogether(values: Values): void {
  for (const [name, others] of ALONE) {
    const other = values[name] === undefined ? undefined : others.find((one) => values[one] !== undefined);
    if (other) throw new Error(`'--${name}' and '--${other}' exclude each other`);
  }
}

function tasksForIn(values: Values): TasksFor | undefined {
  const name = values['tasks-for'];
  const known = TASKS_FOR.find((one) => one === name);
  if (name === undefined || known) return known;
  const meant = didYouMean(name, TASKS_FOR);
  const advice = meant ? `did you mean '${meant}'?` : `choose one of ${TASKS_FOR.join(', ')}`;
  throw new Error(`the GitHub service renders nothing for '${name}': ${advice}`);
}

/** Options, command and paths. The command is the first argument that is not an option, unless it follows `--`. */
function split(argv: readonly string[]) {
  const { values, positionals, tokens } = parse(argv);
  const first = tokens.find((token) => token.kind !== 'option');
  const word = first?.kind === 'positional' ? first.value : undefined;
  const command = ([...COMMANDS, 'help'] as const).find((known) => known === word);
  return { values, command, paths: command ? positionals.slice(1) : positionals };
}

/** Parses as Node does, but with shorter error messages. */
function parse(argv: readonly string[]) {
  const rules = { options: OPTIONS, allowPositionals: true, tokens: true } as const;
  const { tokens } = parseArgs({ ...rules, args: [...argv], strict: false });
  const args = tokens.map((token) => {
    if (token.kind === 'option') return checkedOption(token);
    return token.kind === 'positional' ? token.value : '--';
  });
  return parseArgs({ ...rules, args });
}

interface OptionToken {
  readonly name: string;
  /** As the user wrote it. */
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** An option, with its value if that is in the same argument. */
function checkedOption({ name, rawName, value, inlineValue }: OptionToken): string {
  const option = Object.entries(OPTIONS).find(([known]) => known === name)?.[1];
  if (!option) {
    const meant = didYouMean(name, Object.keys(OPTIONS));
    throw new Error(`unknown option '${rawName}'${meant ? `: did you mean '--${meant}'?` : ''}`);
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw new Error(`'${rawName}' takes no value, but got '${value}'`);
    return `--${name}`;
  }
  if (value === undefined) throw new Error(`'${rawName}' needs a value`);
  if (!inlineValue && value.startsWith('--'))
    throw new Error(`'${rawName}' needs a value, but is followed by '${value}'`);
  return `--${name}=${value}`;
}

function checkedPaths(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) throw new Error('no files or folders given');
  if (paths.includes('')) throw new Error('a path is empty');
  if (paths.includes('-') && paths.length > 1) throw new Error("'-' (the standard input) must be the only path");
  return paths;
}

function stdinName(values: Values, paths: readonly string[]): string {
  const name = values['stdin-filename'];
  if (name === undefined) return STDIN_NAME;
  if (paths[0] !== '-') throw new Error("'--stdin-filename' only works with the path '-'");
  if (name === '') throw new Error("'--stdin-filename' is empty");
  return name;
}

function configChoice({ config, 'no-config': none }: Values): ConfigChoice {
  if (config !== undefined && none) throw new Error("use either '--config' or '--no-config', not both");
  if (config === '') throw new Error("'--config' is empty");
  if (config !== undefined) return { use: 'file', path: config };
  return { use: none ? 'none' : 'nearest' };
}

function color(values: Values): boolean | undefined {
  if (values.color && values['no-color']) throw new Error("use either '--color' or '--no-color', not both");
  if (values.color) return true;
  return values['no-color'] ? false : undefined;
}

/** The format called `name`; the first one if no name is given. */
function oneOf<T extends string>(name: string | undefined, formats: readonly [T, ...T[]]): T {
  if (name === undefined) return formats[0];
  const format = formats.find((known) => known === name);
  if (format === undefined) throw new Error(`unknown format '${name}': choose one of ${formats.join(', ')}`);
  return format;
}
