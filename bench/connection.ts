// A language server as a child process, and what is said to it over its standard input and output.
import { spawn } from 'node:child_process';
import { ENVIRONMENT } from './environment.js';
import { peakMemory, processorTime } from './memory.js';

/** An answer to a request, and when its last byte arrived. */
export interface Answer {
  readonly result: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  readonly at: number;
}

export interface Sent {
  readonly id: number;
  /** When the request was handed to the server's input. */
  readonly at: number;
  readonly answer: Promise<Answer>;
}

export type Listener = (method: string, params: unknown, at: number) => void;

export interface Connection {
  readonly startedAt: number;
  request(method: string, params: unknown): Sent;
  /** Gives the time at which the message was handed to the server's input. */
  notify(method: string, params: unknown): number;
  /** Tells of every notification of the server, until the function it gives is called. */
  listen(listener: Listener): () => void;
  /** Peak memory of the process and its children until now, in MiB. */
  memory(): number | undefined;
  /** Processor time of the process and its children until now, in ms. */
  processor(): number | undefined;
  stop(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** How long an answer may take. A server that exceeds it has failed. */
const PATIENCE_MS = 240_000;

/** Starts a server. `configuration` is what it gets when it asks for a section of the settings. */
export function startServer(command: readonly string[], configuration: Readonly<Record<string, unknown>>): Connection {
  const startedAt = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: ENVIRONMENT });
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const listeners = new Set<Listener>();
  let lastId = 0;
  let complaints = '';
  let hasEnded = false;

  const write = (message: object): number => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    // What it costs the client to write a message down is not the server's time.
    const at = performance.now();
    if (hasEnded) return at;
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
    return at;
  };

  const answerServer = ({ id, method, params }: Message): void => {
    const items =
      method === 'workspace/configuration' ? (params as { items: { section?: string }[] }).items : undefined;
    write({ id, result: items?.map(({ section = '' }) => configuration[section] ?? null) ?? null });
  };

  const receive = (message: Message, at: number): void => {
    if (message.method !== undefined) {
      if (message.id !== undefined) answerServer(message);
      else for (const listener of [...listeners]) listener(message.method, message.params, at);
    } else if (message.id !== undefined) {
      waiting.get(message.id)?.resolve({ result: message.result, at, ...(message.error && { error: message.error }) });
      waiting.delete(message.id);
    }
  };

  const ended = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      hasEnded = true;
      for (const { reject } of waiting.values()) reject(new Error(`The server ended (${why}). ${complaints}`));
      waiting.clear();
      resolve();
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, signal) => end(`${signal ?? code}`));
  });
  child.stdin.on('error', () => {});
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-1000);
  });
  child.stdout.on('data', messageReader(receive));

  const request = (method: string, params: unknown): Sent => {
    const id = ++lastId;
    let give: (answer: Answer) => void = () => {};
    let refuse: (error: Error) => void = () => {};
    const answer = new Promise<Answer>((resolve, reject) => {
      [give, refuse] = [resolve, reject];
    });
    const timer = setTimeout(() => refuse(new Error(`No answer to ${method} in ${PATIENCE_MS} ms`)), PATIENCE_MS);
    const settled = (): void => clearTimeout(timer);
    answer.then(settled, settled);
    waiting.set(id, { resolve: give, reject: refuse });
    if (hasEnded) refuse(new Error(`The server has ended. ${complaints}`));
    return { id, at: write({ id, method, params }), answer };
  };

  const stop = async (): Promise<void> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
    if (!hasEnded) {
      request('shutdown', undefined).answer.then(
        () => write({ method: 'exit' }),
        () => {},
      );
    }
    await ended;
    clearTimeout(timer);
  };

  return {
    startedAt,
    request,
    notify: (method, params) => write({ method, params }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    memory: () => (child.pid === undefined ? undefined : peakMemory(child.pid)),
    processor: () => (child.pid === undefined ? undefined : processorTime(child.pid)),
    stop,
  };
}

/** Cuts the bytes of the server into messages. The time of a message is taken before it is read. */
function messageReader(receive: (message: Message, at: number) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let length = 0;
  /** How many bytes must be there before looking again. */
  let needed = 0;
  return (chunk) => {
    const at = performance.now();
    chunks.push(chunk);
    length += chunk.length;
    while (length >= needed) {
      let all = Buffer.concat(chunks);
      const headEnd = all.indexOf('\r\n\r\n');
      const bodyLength = Number(/content-length: *(\d+)/i.exec(all.toString('latin1', 0, Math.max(headEnd, 0)))?.[1]);
      const end = headEnd + 4 + bodyLength;
      const isComplete = headEnd >= 0 && all.length >= end;
      const body = isComplete ? all.toString('utf8', headEnd + 4, end) : undefined;
      if (isComplete) all = all.subarray(end);
      chunks = [all];
      length = all.length;
      needed = isComplete || headEnd < 0 ? length + (isComplete && length > 0 ? 0 : 1) : end;
      if (body !== undefined) receive(JSON.parse(body) as Message, at);
    }
  };
}
