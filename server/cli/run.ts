import { readArgs } from './args.js';
import type { Connect } from './deployment.js';
import type { Core } from './engine.js';
import { Exit, type ExitCode, say } from './exit.js';
import type { Io } from './io.js';
import { VERSION } from './version.js';

/** Runs the command in `argv` (without the program's name). The caller sets the exit code. */
export async function run(argv: readonly string[], io: Io, core: Core, connect: Connect): Promise<ExitCode> {
  const options = readArgs(argv);
  switch (options.command) {
    case 'check':
      return (await import('./check.js')).check(options, io, core, connect);
    case 'migrate':
      return (await import('./migrate.js')).migrateAll(options, io, core);
    case 'fix':
      return (await import('./fix.js')).fixAll(options, io, core);
    case 'pools':
      return (await import('./pools/pools.js')).pools(options, io, connect);
    case 'render':
      return (await import('./render/render.js')).render(options, io);
    case 'd2g':
      return (await import('./d2g/d2g.js')).d2g(options, io, connect);
    case 'help':
      io.stdout.write((await import('./help.js')).helpText(options.about));
      return Exit.ok;
    case 'version':
      io.stdout.write(`taskcluster-lint ${VERSION}\n`);
      return Exit.ok;
    case 'usage-error':
      say(io, `${options.message}\nTry 'taskcluster-lint --help'.`);
      return Exit.failed;
  }
}
