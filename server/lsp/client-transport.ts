import { timedOut } from '../taskcluster/http/fetch-transport.js';
import type { Transport, TransportResult } from '../taskcluster/http/transport.js';
import { FETCH } from './protocol.js';

/** As much of a connection as it takes to ask the client. */
export interface Asking {
  sendRequest(method: string, params: unknown): Promise<unknown>;
}

/** So much longer than a request may take, its answer may take back here. In milliseconds. */
const WAY_BACK = 2_000;

/**
 * Has the client carry requests: the editor knows the way to the network, its proxy, its certificates. A client that
 * does not keep the time, or answers what is no answer, must not stop the look-ups.
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

const NOT_CARRIED = { error: 'network', message: 'The editor did not carry the request.' } as const;

function isResult(answer: unknown): answer is TransportResult {
  if (typeof answer !== 'object' || answer === null) return false;
  const { status, headers, body, error, message } = answer as Readonly<Record<string, unknown>>;
  if (error !== undefined) return typeof error === 'string' && typeof message === 'string';
  return typeof status === 'number' && typeof body === 'string' && typeof headers === 'object' && headers !== null;
}
