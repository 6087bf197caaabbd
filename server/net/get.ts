import http from 'node:http';
import https from 'node:https';
import { createGunzip } from 'node:zlib';
import { isRedirectStatus, redirected, timedOut, tooLong } from '../taskcluster/http/fetch-transport.js';
import type { Transport, TransportRequest, TransportResult } from '../taskcluster/http/transport.js';
import { type AgentFor, createAgents } from './proxy.js';

/** Sends GET requests with Node's own client. */
export function createGet(): Transport {
  const agentFor = createAgents();
  return (request) => get(request, agentFor);
}

function get(request: TransportRequest, agentFor: AgentFor): Promise<TransportResult> {
  return new Promise((resolve) => {
    let sent: http.ClientRequest | undefined;
    // Events after the first result, such as the error of a closed connection, change nothing.
    const end = (result: TransportResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const cut = (result: TransportResult): void => {
      end(result);
      sent?.destroy();
    };
    const timer = setTimeout(() => cut(timedOut(request)), request.timeout);
    const failed = (error: Error): void => cut({ error: 'network', message: wordsOf(error) });
    try {
      sent = send(request, agentFor);
      sent.on('error', failed);
      sent.on('response', (response) => receive(request, response, end, cut, failed));
      sent.end();
    } catch (error) {
      failed(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function send({ url, headers, timeout }: TransportRequest, agentFor: AgentFor): http.ClientRequest {
  const target = new URL(url);
  const agent = agentFor(target);
  const { request } = target.protocol === 'https:' ? https : http;
  // The agent also uses the time-out, to give up on a proxy that does not answer.
  return request(target, { headers: { ...headers, 'accept-encoding': 'gzip' }, timeout, ...(agent && { agent }) });
}

function receive(
  request: TransportRequest,
  response: http.IncomingMessage,
  end: (result: TransportResult) => void,
  cut: (result: TransportResult) => void,
  failed: (error: Error) => void,
): void {
  const status = response.statusCode ?? 0;
  if (isRedirectStatus(status)) {
    cut(redirected(request));
    return;
  }
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') {
    failed(new Error(`The answer is encoded as ${JSON.stringify(encoding)}, which was not requested`));
    return;
  }
  // `pipe` does not forward errors.
  const body = encoding === 'gzip' ? response.pipe(createGunzip()).on('error', failed) : response;
  response.on('error', failed);
  const chunks: Buffer[] = [];
  let length = 0;
  body.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > request.maxBytes) cut(tooLong(request));
    else chunks.push(chunk);
  });
  body.on('end', () => end({ status, headers: plain(response.headers), body: Buffer.concat(chunks).toString('utf8') }));
}

/** Headers as `fetch` returns them: repeated headers are joined. */
function plain(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}

/** If every address of a host has failed, the message is empty and only the code says why. */
function wordsOf(error: Error): string {
  return error.message || String((error as { code?: unknown }).code ?? error.name);
}
