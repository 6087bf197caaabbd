import { timingSafeEqual } from 'node:crypto';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Translate } from '../l10n.js';
import type { Listener } from './flow.js';
import { type Granted, readCallback } from './request.js';

/** Nobody else learns about this page, and nothing runs in it. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  connection: 'close',
};

/** How long the browser has to fetch the page it is redirected to, in milliseconds. */
const FAREWELL_MS = 3000;

/** How many free ports to try until one is free on both loopback addresses. */
const MOST_TRIED = 10;

/**
 * Listens on a free port of the loopback interface for the browser to come back from the sign-in. It listens on both loopback
 * addresses, because the browser may resolve `localhost` to either. Only requests that know the nonce are accepted. A request
 * with credentials is answered with a redirect, so that they do not stay in the address bar or the history. After `close`
 * no request is answered. Rejects if there is no port.
 */
export async function listen(nonce: string, t: Translate): Promise<Listener> {
  let resolve = (_granted: Granted): void => {};
  const granted = new Promise<Granted>((done) => {
    resolve = done;
  });
  let farewell: ReturnType<typeof setTimeout> | undefined;
  let end = (): void => {};
  let closed = false;
  const sockets = new Set<Socket>();

  const handle: RequestListener = (request, response) => {
    if (closed) return void request.socket.destroy();
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    if (request.method === 'GET' && same(path, `/${nonce}/done`)) {
      response.once('finish', () => end());
      answer(response, 200, t('Signed in. You can close this page and go back to VS Code.'));
    } else if (request.method !== 'GET' || !same(path, `/${nonce}`)) {
      answer(response, 404, t('There is nothing here.'));
    } else {
      const read = readCallback(query);
      if (!read) return answer(response, 400, t('The sign-in did not work. Try again in VS Code.'));
      // Relative to the path: a forwarded port may have one in front of it.
      response.writeHead(303, { ...HEADERS, location: `${nonce}/done` }).end();
      end = () => resolve(read);
      farewell = setTimeout(end, FAREWELL_MS);
    }
  };
  const { servers, port } = await startServers(() =>
    createServer(handle).on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }),
  );
  const close = (): void => {
    closed = true;
    clearTimeout(farewell);
    for (const server of servers) server.close();
    // Answers already given are still sent.
    for (const socket of sockets) socket.destroySoon();
  };
  return { url: `http://localhost:${port}/${nonce}`, granted, close };
}

/** Starts a server on each loopback address, on the same port. A stranger on the other one would receive the credentials. */
async function startServers(create: () => Server): Promise<{ servers: readonly Server[]; port: number }> {
  for (let tried = 1; ; tried++) {
    const first = create();
    await start(first, '127.0.0.1', 0);
    const { port } = first.address() as AddressInfo;
    const second = create();
    try {
      await start(second, '::1', port);
      return { servers: [first, second], port };
    } catch (error) {
      // A machine without IPv6 has only one address.
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return { servers: [first], port };
      first.close();
      if (tried === MOST_TRIED) throw error;
    }
  }
}

function start(server: Server, host: string, port: number): Promise<void> {
  return new Promise((started, failed) => {
    server.once('error', failed).listen(port, host, started);
  });
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, HEADERS).end(`<!DOCTYPE html><title>Taskcluster for VS Code</title><p>${text}</p>`);
}

/** Compares in constant time, so that the duration does not reveal how much matches. */
function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
