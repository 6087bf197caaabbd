import type { PoolDefinition, PoolError, Worker, Workers } from '../../core/deployment/knowledge.js';
import type { Answer } from '../http/answer.js';
import { createBreaker } from '../http/breaker.js';
import type { Credentials } from '../http/credentials.js';
import { type Decode, decodeWith } from '../http/decode.js';
import type { Effects } from '../http/effects.js';
import { firstAlone, limiter } from '../http/limiter.js';
import { LISTING_TIMEOUT, MAX_AT_ONCE, QUESTION_TIMEOUT } from '../http/limits.js';
import { failure } from '../http/read-answer.js';
import { createRequester } from '../http/requester.js';
import { singleFlight } from '../http/single-flight.js';
import { readRootUrl } from '../root-url.js';
import type { TaskclusterClient } from './client.js';
import { allPages } from './pages.js';
import { countsMethod } from './queue-counts.js';
import * as shapes from './shapes.js';
import { fitsPath, urlsOf } from './urls.js';

export interface ClientOptions extends Effects {
  readonly rootUrl: string;
  /** Undefined: asks without credentials. */
  readonly credentials?: Credentials | undefined;
}

/** How many errors of a pool are fetched. Only the newest are shown. */
const ERRORS = 50;
/** How many workers of a pool are fetched. A large pool has had thousands in the last days. */
const WORKERS = 200;

/** Fetches and reads one URL, which may depend on the attempt, within the question's time-out. */
type Fetch = <T>(url: string | ((attempt: number) => string), decode: Decode<T>) => Promise<Answer<T>>;

/** The requests that a question makes for its answer, one after another. */
type Work<T> = (fetch: Fetch) => Promise<Answer<T>>;

/** A client for the deployment at `rootUrl`. If that may not be asked, no request is sent and each answer says why. */
export function createClient(options: ClientOptions): TaskclusterClient {
  let ended = false;
  const { ask, rootUrl } = createAsk({
    ...options,
    transport: async (request) => (ended ? WITHDRAWN : options.transport(request)),
  });
  const urls = urlsOf(rootUrl);
  const counts = countsMethod(options.now);

  /** A question about one thing. */
  const about = <T>(name: string, id: string, work: Work<T>): Promise<Answer<T>> =>
    fitsPath(id)
      ? ask(name, id, work)
      : Promise.resolve(failure('refused', `${JSON.stringify(id)} is not a valid identifier`));

  /** A question about all things of a kind. */
  const all = <A, B>(
    url: string,
    decode: Decode<shapes.Page<A>>,
    change: (items: readonly A[]) => B,
  ): Promise<Answer<B>> =>
    ask(
      'all',
      url,
      async (fetch) => changed(await allPages(url, (page) => fetch(page, decode)), change),
      LISTING_TIMEOUT,
    );

  return {
    rootUrl,
    workerPool: (id) => about('pool', id, (fetch) => fetch(urls.workerPool(id), shapes.workerPool)),
    workerPoolStats: (id) => about('stats', id, (fetch) => fetch(urls.workerPoolStats(id), shapes.workerPoolStats)),
    listWorkerPools: () => all(urls.workerPools(), shapes.workerPools, eachPoolOnce),
    listWorkerPoolsStats: () => all(urls.workerPoolsStats(), shapes.workerPoolsStats, toMap),
    listWorkerPoolErrors: (id) =>
      about('errors', id, async (fetch) =>
        changed(await fetch(urls.workerPoolErrors(id, ERRORS), shapes.workerPoolErrors), newestFirst),
      ),
    listWorkerPoolLaunchConfigs: (id) =>
      about('configs', id, (fetch) =>
        allPages(urls.launchConfigs(id), (page) => fetch(page, shapes.poolLaunchConfigs)),
      ),
    listWorkersForWorkerPool: (id) =>
      about('workers', id, async (fetch) => changed(await fetch(urls.workers(id, WORKERS), shapes.workers), toWorkers)),
    listProviders: () => all(urls.providers(), shapes.providers, toMap),
    taskQueueCounts: (id) =>
      about('counts', id, (fetch) =>
        counts(id, {
          full: () => fetch(urls.counts(id), shapes.counts),
          lesser: () => fetch(urls.pending(id), shapes.pending),
          scopes: () => fetch(urls.currentScopes(), shapes.scopes),
        }),
      ),
    end() {
      ended = true;
    },
  };
}

const WITHDRAWN = { error: 'network', message: 'Requests to the deployment are no longer allowed.' } as const;

/** Asks a question. `time`: milliseconds for all of its requests; default: `QUESTION_TIMEOUT`. */
type Ask = <T>(name: string, about: string, work: Work<T>, time?: number) => Promise<Answer<T>>;

/** Asks within the limits: identical questions share a flight, few run at once, and each has a single time-out. */
function createAsk(options: ClientOptions): { readonly rootUrl: string; readonly ask: Ask } {
  const { now, credentials } = options;
  const root = readRootUrl(options.rootUrl);
  if (!root.ok) return { rootUrl: options.rootUrl, ask: async () => failure('unreachable', root.problem) };

  const { rootUrl } = root;
  const breaker = createBreaker(now, QUESTION_TIMEOUT);
  const request = createRequester({ ...options, origin: rootUrl, breaker, credentials });
  const share = singleFlight();
  const inTurn = limiter(MAX_AT_ONCE);
  const gates = new Map([['counts', firstAlone()]]);

  const fetchUntil =
    (deadline: number): Fetch =>
    async (url, decode) => {
      const urlOf = typeof url === 'string' ? () => url : url;
      const answer = await request(urlOf, Math.min(deadline, now() + QUESTION_TIMEOUT));
      if (!answer.ok) return answer;
      const read = decodeWith(decode, answer.value);
      return 'problem' in read
        ? failure('unusable', `The answer is not as expected: ${read.problem}`)
        : { ok: true, value: read.value };
    };

  return {
    rootUrl,
    ask: (name, about, work, time = QUESTION_TIMEOUT) =>
      share(`${name} ${about}`, () => {
        // The time starts here, so that a question does not time out while it waits for its turn.
        const run = () => inTurn(() => work(fetchUntil(now() + time)));
        return gates.get(name)?.(run) ?? run();
      }),
  };
}

function changed<A, B>(answer: Answer<A>, change: (value: A) => B): Answer<B> {
  return answer.ok ? { ok: true, value: change(answer.value) } : answer;
}

function toMap<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map(entries);
}

/** Pages count from the start of the list: if a pool is created meanwhile, another one appears twice. */
function eachPoolOnce(pools: readonly PoolDefinition[]): readonly PoolDefinition[] {
  return [...new Map(pools.map((pool) => [pool.workerPoolId, pool])).values()];
}

function toWorkers({ items, next }: shapes.Page<Worker>): Workers {
  return { listed: items, isComplete: next === undefined };
}

/** All times have the same format, in UTC, so they sort as text. */
function newestFirst({ items }: shapes.Page<PoolError>): readonly PoolError[] {
  return items.toSorted((a, b) => (a.reported < b.reported ? 1 : a.reported > b.reported ? -1 : 0));
}
