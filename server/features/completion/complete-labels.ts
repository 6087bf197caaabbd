import { writeScalar } from '../../core/edit/write-scalar.js';
import { taskLinksIn } from '../../core/incremental/task-links.js';
import type { TaskVariant } from '../../core/model/model.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import type { CompletionContext } from './completion-context.js';
import type { CompletionEntry } from './entry.js';
import type { StringSlot } from './string-slot.js';

/** A call of `as_slugid` up to the cursor, which is in its string. The quote may be escaped. */
const IN_CALL = /\bas_slugid\([ \t]{0,9}\\?(["'])([^"'\\]*)$/;

/** The labels in the call of `as_slugid` at an offset; undefined elsewhere. `further`: those in other parts of the document. */
export function labelEntries(
  { text }: SyntaxTree,
  offset: number,
  further: () => readonly string[],
): readonly CompletionEntry[] | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const begun = IN_CALL.exec(text.slice(Math.max(lineStart, offset - 300), offset))?.[2];
  if (begun === undefined) return undefined;
  const rest = /^[^"'\\\r\n)]*/.exec(text.slice(offset, offset + 300))?.[0] ?? '';
  const span = { start: offset - begun.length, end: offset + rest.length };
  // The label that is being written does not count.
  const others = labelsIn(text.slice(0, span.start) + text.slice(span.end), further);
  return others.map((label) => ({ label, kind: 'value', edit: { span, newText: label }, filterText: label }));
}

/** The ids of the other tasks of `.taskcluster.yml`, as dependencies of a task. */
export function dependencyEntries(
  text: string,
  task: TaskVariant | undefined,
  present: ReadonlySet<string>,
  slot: StringSlot,
  context: CompletionContext['context'],
  further: () => readonly string[],
): CompletionEntry[] {
  const id = task?.shape.fields.get('taskId')?.entry.value;
  const own = new Set(id ? labelsIn(text.slice(id.start, id.end), NONE) : []);
  for (const value of present) for (const label of labelsIn(value, NONE)) own.add(label);
  return labelsIn(text, further)
    .filter((label) => !own.has(label))
    .map((label) => {
      // Quotes that do not clash with those around them.
      const quote = slot.quote === '"' || context.json || label.includes('"') ? "'" : '"';
      const call = `\${as_slugid(${quote}${label}${quote})}`;
      return {
        label,
        kind: 'value',
        detail: 'taskId of another task',
        edit: { span: slot.span, newText: writeScalar(call, slot.style, context) },
        filterText: slot.quote + label,
      };
    });
}

const NONE = (): readonly string[] => [];

/** The labels that `as_slugid` is called with, those of task ids first. */
function labelsIn(text: string, further: () => readonly string[]): string[] {
  const { ids = [], needs = [] } = taskLinksIn(text) ?? {};
  return [...new Set([...ids, ...further(), ...needs])].filter((label) => label !== '');
}
