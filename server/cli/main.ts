import { connect } from './connect.js';
import { internalError, say } from './exit.js';
import { nodeIo } from './io.node.js';
import { realCore } from './real-engine.js';
import { run } from './run.js';

// Not process.exit(), which would cut off pending output.
const io = nodeIo();
run(process.argv.slice(2), io, realCore, connect).then(
  (exit) => {
    process.exitCode = Math.max(Number(process.exitCode ?? 0), exit);
  },
  (error: unknown) => {
    say(io, internalError(error));
    process.exitCode = 2;
  },
);
