// The documents that are measured: made up, the same on every machine.
import { nestedTemplate } from './nested-template.js';
import { randomFrom } from './random.js';
import { graphEntry, makeTask, mistakeOf, type Plain, type Task, taskId } from './tasks.js';

export type Size = 'one' | 'small' | 'medium' | 'large';
/** `template`: a list of plain tasks in a `.taskcluster.yml`. `nested`: one with operators around the list and in it. */
export type Shape = 'tasks' | 'template' | 'nested' | 'graph';

/** How many tasks a document of each size has. */
const COUNT: Readonly<Record<Size, number>> = { one: 1, small: 100, medium: 1000, large: 10_000 };
/** A template of real shape has 5 to 60 kB. */
const NESTED_COUNT: Readonly<Record<Size, number>> = { one: 1, small: 6, medium: 25, large: 80 };

/** Where a task's `workerType` ends. Nothing that is typed there moves a line. */
export interface Site {
  readonly line: number;
  readonly character: number;
}

export interface BenchDocument {
  readonly shape: Shape;
  readonly size: Size;
  readonly fileName: string;
  readonly languageId: 'yaml' | 'json';
  readonly text: string;
  readonly bytes: number;
  /** How many mistakes were put in. */
  readonly mistakes: number;
  /** Near the beginning, in the middle and near the end, in tasks without a mistake. */
  readonly sites: readonly [Site, Site, Site];
  /** The text of the task in the middle alone. */
  readonly piece: string;
}

/** Makes a document. Making the same twice gives the same text. */
export function makeDocument(shape: Shape, size: Size): BenchDocument {
  if (shape === 'nested') return makeNested(size);
  const count = COUNT[size];
  const random = randomFrom(1000 + count);
  const tasks = Array.from({ length: count }, (_, index) => makeTask(index, random, mistakeOf(index, count)));
  const pieces = tasks.map((task, index) => {
    if (shape === 'graph') return indent(`"${taskId(random)}": ${json(graphEntry(task, index, random))}`);
    return yamlTask(task, index, shape === 'template' ? '  ' : '');
  });
  const isJson = shape === 'graph';
  const head =
    shape === 'template' ? 'version: 1\nreporting: checks-v1\npolicy:\n  pullRequests: public\ntasks:\n' : '';
  const text = isJson ? `{\n${pieces.join(',\n')}\n}\n` : head + pieces.join('');
  const sites = sitesOf(text.split('\n'));
  const at = (share: number): Site => sites[indexAt(share, count)] ?? { line: 0, character: 0 };
  const middle = pieces[indexAt(0.5, count)] ?? '';
  return {
    shape,
    size,
    fileName: shape === 'template' ? `${size}/.taskcluster.yml` : `${shape}-${size}.${isJson ? 'json' : 'yml'}`,
    languageId: isJson ? 'json' : 'yaml',
    text,
    bytes: Buffer.byteLength(text),
    mistakes: tasks.filter((_, index) => mistakeOf(index, count)).length,
    sites: [at(0.05), at(0.5), at(0.95)],
    piece: isJson ? `{${middle}}` : middle,
  };
}

/** Whether documents of that shape are `.taskcluster.yml`. */
export function isTemplate(shape: Shape): boolean {
  return shape === 'template' || shape === 'nested';
}

function makeNested(size: Size): BenchDocument {
  const text = nestedTemplate(NESTED_COUNT[size]);
  const sites = sitesOf(text.split('\n')).slice(0, NESTED_COUNT[size]);
  const at = (share: number): Site => sites[Math.floor(share * sites.length)] ?? { line: 0, character: 0 };
  return {
    shape: 'nested',
    size,
    fileName: `nested-${size}/.taskcluster.yml`,
    languageId: 'yaml',
    text,
    bytes: Buffer.byteLength(text),
    mistakes: 0,
    sites: [at(0.05), at(0.5), at(0.95)],
    piece: text,
  };
}

/** One task to a file, for the command line. */
export function makeFiles(count: number): { fileName: string; text: string }[] {
  const random = randomFrom(7);
  return Array.from({ length: count }, (_, index) => {
    const lines = yamlLines(makeTask(index, random, mistakeOf(index, count)), '');
    return { fileName: `task-${String(index).padStart(4, '0')}.yml`, text: `${lines.join('\n')}\n` };
  });
}

/** The index of a task without a mistake, at about this share of the document. */
function indexAt(share: number, count: number): number {
  const index = Math.floor(share * count);
  return mistakeOf(index, count) && index + 1 < count ? index + 1 : index;
}

function sitesOf(lines: readonly string[]): Site[] {
  const sites: Site[] = [];
  for (const [line, text] of lines.entries()) {
    const match = /^\s*"?workerType"?: "?[\w-]+/.exec(text);
    if (match) sites.push({ line, character: match[0].length });
  }
  return sites;
}

function json(value: Plain): string {
  return JSON.stringify(value, undefined, 2);
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

function yamlTask(task: Task, index: number, pad: string): string {
  const [first = '', ...rest] = yamlLines(task, `${pad}  `);
  return [`${pad}# task ${index}`, `${pad}- ${first.trimStart()}`, ...rest, ''].join('\n');
}

/** A mapping as people write it: block style, quotes only where they are needed. */
function yamlLines(mapping: Task, pad: string): string[] {
  return Object.entries(mapping).flatMap(([name, value]) => {
    const key = `${pad}${scalar(name)}:`;
    if (isSequence(value)) return [key, ...value.map((item) => `${pad}  - ${scalar(item)}`)];
    if (value !== null && typeof value === 'object') return [key, ...yamlLines(value, `${pad}  `)];
    return [`${key} ${scalar(value)}`];
  });
}

function isSequence(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function scalar(value: Plain): string {
  if (typeof value !== 'string') return String(value);
  return /^[A-Za-z/][\w./@+-]*( [\w./@+-]+)*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
