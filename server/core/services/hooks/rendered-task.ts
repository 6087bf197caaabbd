import { setOwn } from '../../base/set-own.js';
import { Holds, holdsOf, nodeOf, type ObjectValue, type Value } from '../../jsone/engine/index.js';
import { Unknown } from '../../jsone/static-value.js';
import { COMPUTED, type Part } from '../../jsone/strings.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { timestampInJson } from '../../syntax/scalar-value.js';
import type { Candidate } from '../queue/check-task.js';

/** The possible tasks of a rendering, ready to be checked; unknown parts of them are `Unknown`. */
export function renderedTasks(value: Value, place: Node): Candidate[] {
  const options = value.kind === 'choice' ? value.options : [value];
  return options.filter((option) => option.kind === 'object').map((option) => candidate(option, place));
}

function candidate(task: ObjectValue, place: Node): Candidate {
  const sources = new Map<object, readonly MapNode[]>();
  const open = new Set<object>();
  const known = new Map<Value, unknown>();
  const write = (value: Value): unknown => {
    switch (value.kind) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'null':
        return value.value;
      case 'date':
        return value.value.toJSON();
      case 'absent':
        return {};
      case 'array': {
        if (value.open || value.items.some((item) => holdsOf(item) & Holds.absent)) return new Unknown();
        const made = known.get(value) ?? value.items.map(write);
        known.set(value, made);
        return made;
      }
      case 'object': {
        const date = nodeOf(value.origin);
        // Hooks are sent as JSON, where a date is a string.
        if (date?.kind === 'scalar' && date.type === 'timestamp') return timestampInJson(date);
        const made = known.get(value) ?? writeObject(value);
        known.set(value, made);
        return made;
      }
      default:
        return new Unknown(value.kind === 'unknown' ? partsOf(value.pieces) : []);
    }
  };
  const writeObject = ({ fields, parts, open: more }: ObjectValue): object => {
    const out: Record<string, unknown> = {};
    for (const [key, field] of fields) setOwn(out, key, field.certain ? write(field.value) : new Unknown());
    sources.set(out, parts);
    if (more) open.add(out);
    return out;
  };
  const value = writeObject(task);
  return { located: { value, sources, place: task.parts.at(-1) ?? place }, open, rendered: !task.open };
}

function partsOf(pieces: readonly (string | undefined)[] = []): readonly Part[] {
  return pieces.map((text) => (text === undefined ? ANYTHING : { kind: 'literal', text }));
}

const ANYTHING: Part = { kind: 'interpolation', text: COMPUTED };
