import { timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/**
 * Listens on a free port of the loopback interface for the browser that comes back from the sign-in. Only who knows the
 * nonce is heard. The credentials that it brings are answered with a redirect, so that they do not stay in its address
 * bar or its history. Rejects if there is no port.
 */
export const listen: Listen = async (nonce) => {
  let resolve = (_granted: Granted): void => {};
  const granted = new Promise<Granted>((done) => {
    resolve = done;
  });
  let farewell: ReturnType<typeof setTimeout> | undefined;
  let end = (): void => {};
  const server = createServer((request, response) => {
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
  });
  await new Promise<void>((started, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', started);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    clearTimeout(farewell);
    server.close();
  };
  return { url: `http://localhost:${port}/${nonce}`, granted, close };
};

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, HEADERS).end(`<!DOCTYPE html><title>Taskcluster for VS Code</title><p>${text}</p>`);
}

/** Compares without telling by the time it takes how much is right. */
function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
