import { isLiveOnly } from '../core/rules/all.js';
import { editAll } from './edit-all.js';
import type { Core } from './engine.js';
import { Exit, type ExitCode, say } from './exit.js';
import type { Io } from './io.js';
import type { FixOptions } from './options.js';
import type { EditWords } from './report/edits.js';

const WORDS: EditWords = {
  countKey: 'fixed',
  verb: 'fix',
  participle: 'fixed',
  noun: 'problem',
  flawRule: 'syntax',
};

/** `taskcluster-lint fix`: prints or applies safe fixes, or those of the rules that are named. */
export async function fixAll(options: FixOptions, io: Io, core: Core): Promise<ExitCode> {
  const live = options.rules.find(isLiveOnly);
  if (live !== undefined) {
    say(io, `the rule '${live}' needs a deployment, and 'fix' asks none: its fixes are in the light bulb of an editor`);
    return Exit.failed;
  }
  const rules = options.rules.length > 0 ? options.rules : undefined;
  return editAll(options, io, core, WORDS, ({ document, config }, isWritten) => {
    const { kind, text, fixed, left } = core.fix(document, config, rules);
    const stays = left.map(({ span, before, rule, severity, reason }) => ({
      span: isWritten ? span : before,
      rule,
      reason,
      isError: severity === 'error',
    }));
    return { kind, text, count: fixed, left: stays, leftIn: isWritten ? text : document.text };
  });
}
