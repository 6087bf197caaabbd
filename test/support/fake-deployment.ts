import type { TaskclusterClient } from '../../server/taskcluster/api/client.js';
import { createClient } from '../../server/taskcluster/api/create-client.js';
import type { Credentials } from '../../server/taskcluster/http/credentials.js';
import type { TransportRequest, TransportResult } from '../../server/taskcluster/http/transport.js';

export const ROOT_URL = 'https://tc.example.com';

/** What a deployment answers: what a transport would give, or only the interesting part of it. */
export type Reply =
  | TransportResult
  | { readonly status?: number; readonly json?: unknown; readonly headers?: Record<string, string> };

/** One question after the other, or any of them by its path; `nth` counts all requests from 0. */
export type Replies = (path: string, nth: number, request: TransportRequest) => Reply | Promise<Reply>;

export interface World {
  readonly client: TaskclusterClient;
  /** All requests that were sent, in order. */
  readonly requests: readonly TransportRequest[];
  /** Their paths with the query. */
  paths(): string[];
  /** Lets time pass. Sleeping does, too; nothing waits for a real second. */
  pass(milliseconds: number): void;
  /** How long was slept, each time. */
  readonly slept: readonly number[];
}

export interface WorldOptions {
  readonly rootUrl?: string;
  readonly credentials?: Credentials;
  /** What chance says each time: 0.5 unless told. */
  readonly random?: () => number;
}

/** A client with a deployment that is not there, and a clock that is moved by hand. */
export function world(replies: Replies, options: WorldOptions = {}): World {
  const requests: TransportRequest[] = [];
  const slept: number[] = [];
  let time = Date.UTC(2026, 0, 31, 12);
  const client = createClient({
    rootUrl: options.rootUrl ?? ROOT_URL,
    credentials: options.credentials,
    transport: async (request) => {
      requests.push(request);
      const { pathname, search } = new URL(request.url);
      return complete(await replies(pathname + search, requests.length - 1, request));
    },
    now: () => time,
    random: options.random ?? (() => 0.5),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
  });
  const paths = (): string[] => requests.map(({ url }) => url.slice(new URL(url).origin.length));
  return { client, requests, paths, slept, pass: (milliseconds) => (time += milliseconds) };
}

function complete(reply: Reply): TransportResult {
  if ('error' in reply || 'body' in reply) return reply;
  return {
    status: reply.status ?? 200,
    headers: { 'content-type': 'application/json', ...reply.headers },
    body: JSON.stringify(reply.json),
  };
}

/** A pool as worker-manager answers it. */
export const POOL = {
  workerPoolId: 'proj/ci',
  providerId: 'aws',
  description: '',
  owner: 'owner@example.com',
  config: { minCapacity: 0, maxCapacity: 10 },
  requestedCapacity: 1,
  runningCapacity: 2,
  stoppingCapacity: 3,
};
