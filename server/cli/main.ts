import { analyze } from '../core/analyze.js';
import { migrate } from '../core/migrate.js';
import { internalError, say } from './exit.js';
import { nodeIo } from './io-node.js';
import { run } from './run.js';

// Not process.exit(): it would cut off output that is still on its way.
const io = nodeIo();
run(process.argv.slice(2), io, { analyze, migrate }).then(
  (exit) => {
    process.exitCode = Math.max(Number(process.exitCode ?? 0), exit);
  },
  (error: unknown) => {
    say(io, internalError(error));
    process.exitCode = 2;
  },
);
