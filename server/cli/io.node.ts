import { fstatSync } from 'node:fs';
import { currentFolder, LARGEST, nodeFiles, reasonOf } from './files.node.js';
import type { Io, Output } from './io.js';

/** The streams, folder and environment of this process. */
export function nodeIo(): Io {
  const { output: stdout, flush } = inChunks(outputOf(process.stdout));
  return {
    stdout,
    // If both streams go to one log, messages keep their order.
    stderr: outputOf(process.stderr, flush),
    stdin: readStdin,
    files: nodeFiles,
    clock: { now: Date.now, after },
    cwd: currentFolder(),
    env: process.env,
  };
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
}

/**
 * A stream as Output. A reader that goes away (EPIPE) is not an error, but any other failure to write, such as a full disk,
 * must not pass for success. `before` is called before each write.
 */
function outputOf(stream: NodeJS.WriteStream, before: () => void = () => {}): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
    process.exitCode = 2;
    if (stream !== process.stderr)
      process.stderr.write(`taskcluster-lint: cannot write the output: ${error.message}\n`);
  });
  const isClosed = (): boolean => stream.errored !== null || stream.destroyed;
  return {
    write: (text) => {
      before();
      if (text.length > 0 && !isClosed()) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    get closed() {
      return isClosed();
    },
  };
}

/** A report has many lines. They are written in chunks of this size, in UTF-16 code units, or when there is time. */
const CHUNK = 16_384;

/** An output that writes text in chunks, and a function that flushes it. */
function inChunks(output: Output): { readonly output: Output; readonly flush: () => void } {
  let pending = '';
  const flush = (): void => {
    const text = pending;
    pending = '';
    if (text !== '') output.write(text);
  };
  const write = (text: string | Buffer): void => {
    if (typeof text !== 'string') {
      flush();
      output.write(text);
      return;
    }
    if (pending === '') setImmediate(flush);
    pending += text;
    if (pending.length > CHUNK) flush();
  };
  return {
    flush,
    output: {
      write,
      isTerminal: output.isTerminal,
      get closed() {
        return output.closed;
      },
    },
  };
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Node reads a folder as an empty file.
    if (fstatSync(process.stdin.fd).isDirectory()) throw new Error('is a folder');
    for await (const chunk of process.stdin) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > LARGEST) throw new Error(`larger than ${Math.floor(LARGEST / 2 ** 20)} MiB, which is too large`);
      chunks.push(bytes);
    }
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
  return Buffer.concat(chunks);
}
