import type { Memento } from 'vscode';
import type { Translate } from '../l10n.js';

/** Where the user's own events are kept, by their names as JSON texts. */
export interface OwnEvents {
  names(): readonly string[];
  /** The body; undefined if there is none of this name. */
  body(name: string): unknown;
  keep(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The key under which the editor stores, for each workspace, the texts by scope and name. */
const KEPT = 'preview.ownEvents';

/** The longest body that is kept, in characters. GitHub sends none that is longer than 25 MB, and few of more than 100 kB. */
export const MAX_BODY = 1_000_000;

/**
 * The user's own events in a workspace.
 * @param scope what they are for: all files that GitHub's events are for share them; a hook has payloads of its own
 */
export function ownEvents(state: Pick<Memento, 'get' | 'update'>, scope: string): OwnEvents {
  const all = (): Readonly<Record<string, Readonly<Record<string, string>>>> => state.get(KEPT, {});
  const own = (): ReadonlyMap<string, string> => new Map(Object.entries(all()[scope] ?? {}));
  const store = async (events: ReadonlyMap<string, string>): Promise<void> =>
    state.update(KEPT, { ...all(), [scope]: Object.fromEntries(events) });
  return {
    names: () => [...own().keys()].sort(),
    body(name) {
      const read = readBody(own().get(name) ?? '');
      return 'body' in read ? read.body : undefined;
    },
    keep: (name, text) => store(new Map(own()).set(name, text)),
    remove: (name) => store(new Map([...own()].filter(([other]) => other !== name))),
  };
}

/** Reads the body of an event. `problem` says what is wrong with it. */
export function readBody(text: string): { readonly body: object } | { readonly problem: (t: Translate) => string } {
  if (text.length > MAX_BODY) return { problem: (t) => t('The text is longer than {0} characters.', MAX_BODY) };
  try {
    const body: unknown = JSON.parse(text);
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    return isObject ? { body } : { problem: (t) => t('The JSON is not an object.') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: (t) => t('The text is not JSON: {0}', why) };
  }
}
