// What VS Code loads and runs in its extension host, on the desktop and in code-server alike.
import { appendFileSync } from 'node:fs';
import { format } from 'node:util';
import { closeEverything } from './support.js';

/** Runs the suite; rejects when a test fails, which VS Code turns into its exit code. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  report(Mocha);
  const mocha = new Mocha({ ui: 'bdd', color: false, reporter: 'spec', timeout: 60_000 });
  // The tests are in this bundle, so there are no files for Mocha to load: bring up describe() and it() by hand.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  mocha.suite.afterEach(closeEverything);
  await import('./activation.test.js');
  await import('./diagnostics.test.js');
  await import('./fixes.test.js');
  await import('./fix-many.test.js');
  await import('./navigation.test.js');
  await import('./worker-view.test.js');
  await import('./server.test.js');
  await import('./live.test.js');

  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Sends the report to a file if one is named: an editor's console is mixed with its own messages. */
function report(mocha: typeof import('mocha')): void {
  const file = process.env.TASKCLUSTER_TEST_REPORT;
  if (file) mocha.reporters.Base.consoleLog = (...parts) => appendFileSync(file, `${format(...parts)}\n`);
}
