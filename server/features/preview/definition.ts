import type { Span } from '../../core/base/text.js';
import { lineIndex } from '../../core/base/text.js';
import type { Located, Path } from '../../core/jsone/located-value.js';
import { keyText, type Node } from '../../core/syntax/node.js';
import { parse } from '../../core/syntax/parse.js';
import { writeYaml } from '../../core/syntax/yaml/write-yaml.js';
import { asShown } from './as-shown.js';
import type { Preview } from './preview.js';
import { spanOf } from './task-row.js';

/** The definition of a task as text. */
export interface Definition {
  readonly text: string;
  /** For each line, where what it says stands in the file; undefined for a line that says nothing of its own. */
  readonly lines: readonly (Span | undefined)[];
}

export type DefinitionFormat = 'yaml' | 'json';

/** Writes the definition of a task. `text`: the source. */
export function definitionOf(task: Located, text: string, format: DefinitionFormat): Definition {
  const definition = written(asShown(task.value), format);
  const paths = pathsByLine(definition, format);
  return { text: definition, lines: paths.map((path) => path && spanOf(task, path, text)) };
}

/** Writes data in a format. */
function written(data: unknown, format: DefinitionFormat): string {
  return format === 'yaml' ? writeYaml(data).trimEnd() : JSON.stringify(data, null, 2);
}

/** The definitions of all tasks as one list; or the reasons why there are none, as comments. `text`: the source. */
export function listText({ tasks, failures, reason }: Preview, text: string, format: DefinitionFormat): string {
  const { positionAt } = lineIndex(text);
  const why = [
    ...(reason === undefined ? [] : [reason]),
    ...failures.map(({ message, span }) => `Line ${positionAt(span.start).line + 1}: ${message}`),
  ];
  const lines = why.map((line) => `${format === 'yaml' ? '#' : '//'} ${line.replace(/\s+/g, ' ')}\n`);
  return `${lines.join('')}${written(
    tasks.map(({ value }) => asShown(value)),
    format,
  )}\n`;
}

/** For each line of a written definition, the path of the first key or item in it. */
function pathsByLine(definition: string, format: DefinitionFormat): (Path | undefined)[] {
  const { positionAt } = lineIndex(definition);
  const paths: (Path | undefined)[] = definition.split('\n').map(() => undefined);
  const note = (offset: number, path: Path): void => {
    const { line } = positionAt(offset);
    paths[line] ??= path;
  };
  const visit = (node: Node | undefined, path: Path): void => {
    if (node?.kind === 'map')
      for (const entry of node.entries) {
        const inner = [...path, keyText(entry) ?? ''];
        note(entry.key.start, inner);
        visit(entry.value, inner);
      }
    if (node?.kind === 'seq')
      for (const [i, item] of node.items.entries()) {
        note(item.start, [...path, i]);
        visit(item, [...path, i]);
      }
  };
  visit(parse(definition, format).roots[0], []);
  return fillMultiline(paths);
}

/** The further lines of a text in several lines belong to its key. */
function fillMultiline(paths: readonly (Path | undefined)[]): (Path | undefined)[] {
  let last: Path | undefined;
  return paths.map((path) => {
    last = path ?? last;
    return last;
  });
}
