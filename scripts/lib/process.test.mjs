import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { run, startGroup, stopGroup } from './process.mjs';

const node = process.execPath;

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    // An ended process stays in the table until its parent asks for it, and not every container has one that does.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('Child processes', function () {
  this.timeout(20_000);

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

  it('that hang are stopped', async () => {
    const { code, output } = await run(node, ['-e', 'setInterval(() => {}, 1000)'], { timeLimit: 200 });
    assert.notEqual(code, 0);
    assert.match(output, /stopped: no end after 0.2 seconds/);
  });

  it('end together with the processes that they started', async () => {
    const grandchild = 'setInterval(() => {}, 1000)';
    const program = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]);
      process.on('SIGTERM', () => {});
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const child = startGroup(node, ['-e', program]);
    const [printed] = await once(child.stdout, 'data');
    const pid = Number(printed);
    assert.equal(isRunning(pid), true);
    await stopGroup(child, 100); // the leader ignores the polite signal
    while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
