import { resolve } from 'node:path';
import { isMapping } from '../../core/base/mapping.js';
import { Exit, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';
import { decode } from '../source.js';

/** An input that cannot be used, with a message for the user. */
export class InputError extends Error {
  constructor(
    message: string,
    readonly exit: ExitCode = Exit.failed,
  ) {
    super(message);
  }
}

/** The text of a file, or of the standard input. Throws `InputError`. */
export async function readText(path: string, io: Io): Promise<string> {
  return decode(path === '-' ? await io.stdin() : bytes(path, io)).text;
}

/** The object that a file holds as JSON; `what` it is, for the user. Throws `InputError`. */
export function readObject(path: string, what: string, io: Io): object {
  const { text } = decode(bytes(path, io));
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${path}: not JSON: ${wordsOf(error)}`);
  }
  if (isMapping(data)) return data;
  throw new InputError(`${path}: ${what} must be an object`);
}

/** Whether there is something that can be read as a file. */
export function isThere(path: string, io: Io): boolean {
  const at = resolve(io.cwd, path);
  return io.files.exists(at) && io.files.kindOf(at) !== 'folder';
}

function bytes(path: string, io: Io): Buffer {
  try {
    return io.files.read(resolve(io.cwd, path));
  } catch (error) {
    throw new InputError(`${path}: ${wordsOf(error)}`);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
