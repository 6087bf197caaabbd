import { choosePaint } from '../color.js';
import { type Connect, deploymentOf } from '../deployment.js';
import { Exit, type ExitCode, say } from '../exit.js';
import type { Io } from '../io.js';
import type { PoolsOptions } from '../options.js';
import { progressBar } from '../progress.js';
import { gatherPools } from './gather.js';
import { poolsJson } from './report-json.js';
import { poolsText } from './report-text.js';
import { troubleWords } from './trouble.js';

/** `taskcluster-lint pools`: what the worker pools of a deployment are doing, and how their workers re-register. */
export async function pools(options: PoolsOptions, io: Io, connect: Connect): Promise<ExitCode> {
  const deployment = deploymentOf(options.rootUrl, io.env);
  if ('problem' in deployment) {
    say(io, deployment.problem);
    return Exit.failed;
  }
  const progress = progressBar(io, 'worker pools');
  const gathered = await gatherPools(connect(deployment, io), options.notReregistering, progress);
  progress.end();
  if (!gathered.ok) {
    const why = troubleWords(gathered.error, deployment, 'worker-manager:list-worker-pools');
    say(io, `the worker pools cannot be listed: ${why}`);
    return Exit.failed;
  }
  const { report, gaps } = gathered.value;
  for (const { what, scope, error } of gaps) {
    say(io, `${what} cannot be looked up: ${troubleWords(error, deployment, scope)}`);
  }
  const print = options.format === 'json' ? poolsJson : poolsText(choosePaint(options.color, io.stdout, io.env));
  io.stdout.write(print(report, options.notReregistering));
  return options.notReregistering && report.notReregistering > 0 ? Exit.found : Exit.ok;
}
