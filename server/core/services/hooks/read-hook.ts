import { toData } from '../../jsone/to-data.js';
import { field } from '../../model/merged.js';
import type { Hook } from '../../model/model.js';
import { type Entry, type Node, resolveAlias } from '../../syntax/node.js';

/** The parts of a hook that decide when it fires, and with what. */
export interface HookReading {
  readonly hook: Hook;
  /** The entries of its schedule, if that is a list. */
  readonly schedule: readonly Node[];
  /** The bindings, likewise. */
  readonly bindings: readonly Node[];
  readonly bindingsEntry: Entry | undefined;
  readonly triggerSchemaEntry: Entry | undefined;
  /** The schema for payloads; undefined if it is not known. */
  readonly triggerSchema: unknown;
}

/** The default `triggerSchema` of createHook (create-hook-request of the hooks service). */
const DEFAULT_SCHEMA = { type: 'object', additionalProperties: false };

/** Reads the parts of a hook outside its template. */
export function readHook(hook: Hook): HookReading {
  const entry = (key: string): Entry | undefined => hook.map && field(hook.map, key);
  const triggerSchemaEntry = entry('triggerSchema');
  return {
    hook,
    schedule: itemsOf(entry('schedule')),
    bindings: itemsOf(entry('bindings')),
    bindingsEntry: entry('bindings'),
    triggerSchemaEntry,
    triggerSchema: triggerSchemaEntry
      ? toData(triggerSchemaEntry.value, { sentAsJson: true })
      : hook.layout === 'body'
        ? DEFAULT_SCHEMA
        : // community-tc-config sends an empty schema, which accepts everything; what others send is unknown.
          undefined,
  };
}

function itemsOf(entry: Entry | undefined): readonly Node[] {
  const list = entry && resolveAlias(entry.value);
  return list?.kind === 'seq' ? list.items : [];
}
