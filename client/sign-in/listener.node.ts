import { timingSafeEqual } from 'node:crypto';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Listen } from './flow.js';
import { type Granted, readCallback } from './request.js';

/** Nobody else learns of this page, and nothing runs in it. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  connection: 'close',
};

/** How long the browser has to fetch the page that it is sent to, in milliseconds. */
const FAREWELL_MS = 3000;

/** More free ports than these need not be tried, until one is free on both loopback addresses. */
const MOST_TRIED = 10;

/**
 * Listens on a free port of the loopback interface for the browser that comes back from the sign-in: on both of its
 * addresses, for either may be what the browser takes `localhost` for. Only who knows the nonce is heard. The credentials
 * that it brings are answered with a redirect, so that they do not stay in its address bar or its history. After `close`
 * nobody is answered. Rejects if there is no port.
 */
export const listen: Listen = async (nonce) => {
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
      answer(response, 200, 'Signed in. You can close this page and go back to VS Code.');
    } else if (request.method !== 'GET' || !same(path, `/${nonce}`)) {
      answer(response, 404, 'There is nothing here.');
    } else {
      const read = readCallback(query);
      if (!read) return answer(response, 400, 'The sign-in did not work: please try again in VS Code.');
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
    // What has been answered is still sent.
    for (const socket of sockets) socket.destroySoon();
  };
  return { url: `http://localhost:${port}/${nonce}`, granted, close };
};

/** Starts a server on each loopback address, on the same port: a stranger on the other would be sent the credentials. */
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
      // A machine without IPv6 has one address only.
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

/** Compares without telling by the time it takes how much is right. */
function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
