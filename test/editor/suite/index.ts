// What VS Code loads and runs in its extension host, on the desktop and in code-server alike.
import { appendFileSync } from 'node:fs';
import { OPTIONS, runSuite } from './everywhere.js';
import { reportTo } from './report.js';

/** Runs the suite. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const file = process.env.TASKCLUSTER_TEST_REPORT;
  if (file) reportTo(Mocha, (line) => appendFileSync(file, `${line}\n`));
  await runSuite(new Mocha(OPTIONS), needsNode);
}

/** The tests that the web worker host cannot pass, each with the reason. */
async function needsNode(): Promise<void> {
  // The server in the browser is a worker: it has no process to look for or to end. test/ui/browser-host restarts it.
  await import('./server.test.js');
  // Credentials come from the environment, or from signing in through a local port; a browser has neither.
  await import('./secret.test.js');
  // They play a deployment of their own, which listens to a port.
  await import('./another-deployment.test.js');
}
