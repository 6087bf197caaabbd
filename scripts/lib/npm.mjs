import { run } from './process.mjs';

/**
 * Runs npm, the one that runs this script if any.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 */
export function npm(args, options) {
  const itself = process.env.npm_execpath;
  const [command, ...first] = itself ? [process.execPath, itself] : ['npm'];
  return run(command, [...first, ...args], options);
}
