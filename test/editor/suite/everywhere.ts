import type Mocha from 'mocha';
import { closeEverything } from './support.js';

/** Runs the tests that `load` loads, and those that every host passes; rejects when one fails, which gives VS Code its exit code. */
export async function runSuite(mocha: Mocha, load: () => Promise<void>): Promise<void> {
  // The tests are in this bundle, so there are no files for Mocha to load: bring up describe() and it() by hand.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  mocha.suite.afterEach(closeEverything);
  await import('./activation.test.js');
  await import('./diagnostics.test.js');
  await import('./config-file.test.js');
  await import('./fixes.test.js');
  await import('./fix-many.test.js');
  await import('./navigation.test.js');
  await import('./worker-view.test.js');
  await import('./live.test.js');
  await load();

  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

export const OPTIONS = { ui: 'bdd', color: false, reporter: 'spec', timeout: 60_000 } as const;
