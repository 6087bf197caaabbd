// `npm run demo-deployment`: runs the demo deployment by itself, or for as long as a command runs.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { FAULT_HELP, parseFault } from './fault-words.mjs';
import { ANONYMOUS } from './scopes.mjs';
import { startDemoDeployment } from './server.mjs';

const HELP = `Runs a demo Taskcluster deployment on this machine: worker-manager, queue and sign-in, with made-up pools.

npm run demo-deployment -- [OPTION]... [-- COMMAND ARGUMENT...]

  --port N      listen on this port (default: a free one)
  --like WHICH  what is visible without signing in: ${Object.keys(ANONYMOUS).join(', ')}
  --pools N     the number of pools, including the demo's own
  --fault WHAT  inject a fault; can be given several times
  -- COMMAND    run this with TASKCLUSTER_ROOT_URL set, and exit when it does

WHAT is ${FAULT_HELP}.
`;
const OPTIONS = /** @type {const} */ ({
  port: { type: 'string' },
  like: { type: 'string' },
  pools: { type: 'string' },
  fault: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
});

/** A mistake on the command line. */
class Wrong extends Error {}

/** @param {string} name @param {string | undefined} text @param {number} most */
function wholeNumber(name, text, most) {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > most)
    throw new Wrong(`--${name} takes a number up to ${most}, not '${text}'.`);
  return Number(text);
}

/** @param {string[]} args */
function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new Wrong(error instanceof Error ? error.message : String(error));
  }
}

/**
 * What the command line asks for.
 * @param {readonly string[]} argv without Node and the script
 */
function readCommandLine(argv) {
  const end = argv.indexOf('--');
  const command = end < 0 ? [] : argv.slice(end + 1);
  const values = parsed(argv.slice(0, end < 0 ? undefined : end));
  const { like } = values;
  if (like !== undefined && !Object.hasOwn(ANONYMOUS, like))
    throw new Wrong(`--like '${like}' is none of ${Object.keys(ANONYMOUS).join(', ')}.`);
  const faults = (values.fault ?? []).map((text) => {
    const fault = parseFault(text);
    if (!fault) throw new Wrong(`--fault '${text}' is not of the form ${FAULT_HELP}.`);
    return fault;
  });
  const port = wholeNumber('port', values.port, 65535);
  const pools = wholeNumber('pools', values.pools, 100_000);
  /** @type {import('./types.d.mts').DemoOptions} */
  const options = {
    ...(port === undefined ? {} : { port }),
    ...(pools === undefined ? {} : { pools }),
    ...(like === undefined ? {} : { like: /** @type {import('./types.d.mts').Like} */ (like) }),
  };
  return { options, faults, command, help: values.help ?? false };
}

/**
 * The variables for a program that is to ask the demo deployment: no credentials of another go with them.
 * @param {string | undefined} rootUrl undefined for a program that is to ask none
 */
export const environmentFor = (rootUrl) => ({
  TASKCLUSTER_ROOT_URL: rootUrl,
  TASKCLUSTER_CLIENT_ID: undefined,
  TASKCLUSTER_ACCESS_TOKEN: undefined,
  TASKCLUSTER_CERTIFICATE: undefined,
  TASKCLUSTER_PROXY_URL: undefined,
});

/** @param {readonly string[]} command @param {string} rootUrl @returns {Promise<number>} its exit code */
const runBeside = ([program = '', ...args], rootUrl) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...environmentFor(rootUrl) } });
    for (const name of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.once(name, () => child.kill(name));
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });

/**
 * Runs the command line.
 * @param {readonly string[]} argv without Node and the script
 * @returns {Promise<number | undefined>} the exit code; undefined when it goes on until it is ended
 */
export async function main(argv) {
  try {
    const { options, faults, command, help } = readCommandLine(argv);
    if (help) {
      console.log(HELP);
      return 0;
    }
    const demo = await startDemoDeployment(options);
    for (const { where, fault } of faults) demo.setFault(where, fault);
    const wrong = faults.map(
      ({ where, fault }) => `${where === '*' ? 'everything' : where} answers with ${fault.kind}`,
    );
    const plays = `plays ${demo.pools.length} worker pools of a deployment like ${options.like ?? 'firefox-ci'}`;
    // On standard error: the command's own output may be meant for another program.
    console.error(`${demo.rootUrl} ${[plays, ...wrong].join('; ')}.`);
    if (command.length > 0) {
      const code = await runBeside(command, demo.rootUrl);
      await demo.stop();
      return code;
    }
    console.error(`Set "taskcluster.rootUrl" or TASKCLUSTER_ROOT_URL to ${demo.rootUrl}. Ctrl+C ends it.`);
    return undefined;
  } catch (error) {
    const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
    if (!taken && !(error instanceof Wrong)) throw error;
    console.error(taken ? 'That port is in use: choose another with --port.' : /** @type {Error} */ (error).message);
    return 2;
  }
}
