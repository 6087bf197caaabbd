import { timedOut } from '../taskcluster/http/fetch-transport.js';
import type { Transport, TransportResult } from '../taskcluster/http/transport.js';
import { FETCH } from './protocol.js';

/** The part of a connection needed to send requests to the client. */
export interface Asking {
  sendRequest(method: string, params: unknown): Promise<unknown>;
}

/** Extra time for the client's answer, on top of the time-out of the request. In milliseconds. */
const WAY_BACK = 2_000;

/**
 * Sends requests through the client, because the editor has the proxy and certificate settings. A client that is late or
 * sends an invalid answer must not block the look-ups.
 */
export function throughClient(connection: Asking): Transport {
  return (request) =>
    new Promise((resolve) => {
      const end = (result: TransportResult): void => {
        clearTimeout(timer);
        resolve(result);
      };
      const timer = setTimeout(() => end(timedOut(request)), request.timeout + WAY_BACK);
      connection.sendRequest(FETCH, request).then(
        (answer) => end(isResult(answer) ? answer : NOT_CARRIED),
        () => end(NOT_CARRIED),
      );
    });
}

const NOT_CARRIED = { error: 'network', message: 'The editor did not send the request.' } as const;

function isResult(answer: unknown): answer is TransportResult {
  if (typeof answer !== 'object' || answer === null) return false;
  const { status, headers, body, error, message } = answer as Readonly<Record<string, unknown>>;
  if (error !== undefined) return typeof error === 'string' && typeof message === 'string';
  return typeof status === 'number' && typeof body === 'string' && typeof headers === 'object' && headers !== null;
}
