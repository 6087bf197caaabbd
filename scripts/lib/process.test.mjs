import assert from 'node:assert/strict';
import { once } from 'node:events';
import { run, startGroup, stopGroup } from './process.mjs';

const node = process.execPath;

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('Child processes', () => {
  it('give their output and exit code', async () => {
    const program = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const { code, output } = await run(node, ['-e', program]);
    assert.equal(code, 3);
    assert.match(output, /out/);
    assert.match(output, /err/);
  });

  it('that cannot be started are an exit code too', async () => {
    assert.equal((await run('/no/such/command', [])).code, 127);
  });

  it('end together with the processes that they started', async () => {
    const grandchild = 'setInterval(() => {}, 1000)';
    const program = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]);
      console.log(child.pid);
      process.on('SIGTERM', () => {});
      setInterval(() => {}, 1000);`;
    const child = startGroup(node, ['-e', program]);
    const [printed] = await once(child.stdout, 'data');
    const pid = Number(printed);
    assert.equal(isRunning(pid), true);
    await stopGroup(child); // the leader ignores the polite signal
    while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
