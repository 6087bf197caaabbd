import { editAll } from './edit-all.js';
import type { Core } from './engine.js';
import type { ExitCode } from './exit.js';
import type { Io } from './io.js';
import type { MigrateOptions } from './options.js';
import type { EditWords } from './report/edits.js';

const WORDS: EditWords = { countKey: 'converted', verb: 'migrate', participle: 'migrated', noun: 'pair' };

/** `taskcluster-lint migrate`: prints or applies the edits that replace pairs with `taskQueueId`. */
export function migrateAll(options: MigrateOptions, io: Io, core: Core): Promise<ExitCode> {
  return editAll(options, io, core, WORDS, ({ document, config }) => {
    const { kind, text, converted, left } = core.migrate(document, config);
    return {
      kind,
      text,
      count: converted,
      left: left.map((one) => ({ ...one, isError: true })),
      leftIn: document.text,
    };
  });
}
