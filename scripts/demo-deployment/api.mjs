// From a request to an answer, in the order of the services' API library: route, caller, scopes, parameters, query, handler.
import { createHash } from 'node:crypto';
import { ApiFailure, errorBody } from './errors.mjs';
import { authenticate } from './hawk.mjs';
import { PARAMS } from './params.mjs';
import { health, queueAndAuth } from './queue.mjs';
import { authorize } from './scopes.mjs';
import { workerManager } from './worker-manager.mjs';

/**
 * @typedef {import('./types.d.mts').DemoRequest} DemoRequest
 * @typedef {import('./types.d.mts').DemoState} DemoState
 * @typedef {import('./types.d.mts').Operation} Operation
 * @typedef {import('./types.d.mts').Reply} Reply
 */

const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-max-age': '900',
  'access-control-allow-methods': 'OPTIONS,GET,HEAD,POST,PUT,DELETE,TRACE,CONNECT',
  'access-control-request-method': '*',
  'access-control-allow-headers': 'X-Requested-With,Content-Type,Authorization,Accept,Origin,Cache-Control',
  'cache-control': 'no-store no-cache must-revalidate',
};
const operations = [...workerManager, ...queueAndAuth];
const services = new Set(operations.map(({ service }) => service));

/** The service and the rest of the path; undefined where no service is. @param {string} path */
function split(path) {
  const [, service, rest] = /^\/api\/([^/]+)\/v1(\/.*)$/.exec(path) ?? [];
  return service !== undefined && rest !== undefined && services.has(service) ? { service, rest } : undefined;
}

/**
 * The API method that a request calls.
 * @param {DemoRequest} request
 * @returns {{ operation: Operation, values: readonly string[] } | undefined}
 */
export function route({ method, path }) {
  const to = split(path);
  if (!to || !['GET', 'HEAD'].includes(method)) return undefined;
  const here = [
    ...operations.filter(({ service }) => service === to.service),
    ...health.map((operation) => ({ ...operation, service: to.service })),
  ];
  for (const operation of here) {
    const match = operation.path.exec(to.rest);
    if (match) return { operation, values: match.slice(1) };
  }
  return undefined;
}

/** @param {number} status @param {unknown} value @param {Readonly<Record<string, string>>} [more] @returns {Reply} */
function json(status, value, more = {}) {
  const body = JSON.stringify(value);
  const hash = createHash('sha1').update(body).digest('base64').slice(0, 27);
  const etag = `W/"${Buffer.byteLength(body).toString(16)}-${hash}"`;
  return { status, headers: { ...HEADERS, 'content-type': 'application/json; charset=utf-8', etag, ...more }, body };
}

/** @param {number} status @param {string} title @param {Readonly<Record<string, string>>} [headers] @returns {Reply} */
export const htmlPage = (status, title, headers = {}) => ({
  status,
  headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n</body>\n</html>\n`,
});

/** @param {Readonly<Record<string, string>>} params */
function checkParams(params) {
  const wrong = Object.entries(params).flatMap(([name, value]) => {
    const pattern = PARAMS[name];
    const words = `URL parameter '${name}' given as '${value}' must match regular expression: '${pattern}'`;
    return pattern && !pattern.test(value) ? [words] : [];
  });
  if (wrong.length > 0) throw new ApiFailure('InvalidRequestArguments', `Invalid URL patterns:\n${wrong.join('\n')}`);
}

/** @param {URLSearchParams} query @param {Readonly<Record<string, RegExp>>} known */
function checkQuery(query, known) {
  const wrong = [...query].flatMap(([name, value]) => {
    const pattern = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!pattern) return [`Query-string parameter: ${name} is not supported!`];
    return pattern.test(value)
      ? []
      : [`Query-string parameter: ${name}="${value}" does not match expression: ${pattern}`];
  });
  if (wrong.length > 0) throw new ApiFailure('InvalidRequestArguments', wrong.join('\n'));
}

/** @param {readonly string[]} names @param {readonly string[]} values @returns {Record<string, string>} */
const decode = (names, values) =>
  Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));

/** What the fault `status` says where the service itself says it. @param {number} status */
export function failureOf(status) {
  if (status === 401)
    return new ApiFailure('AuthenticationFailed', 'Unauthorized: Bad mac', { 'www-authenticate': 'hawk' });
  if (status === 403) return new ApiFailure('InsufficientScopes', 'This request is not allowed.');
  if (status === 404) return new ApiFailure('ResourceNotFound', 'Worker pool does not exist');
  return new ApiFailure('InternalServerError', 'Internal Server Error, incidentId demo-fault.');
}

/** @param {ApiFailure} failure @param {{ method: string, params: Readonly<Record<string, string>>, time: Date }} about */
export const failed = (failure, about) => json(failure.status, errorBody(failure, about), failure.headers);

/**
 * The answer to a request under `/api/`.
 * @param {DemoRequest} request
 * @param {DemoState} state
 * @returns {Reply}
 */
export function answerApi(request, state) {
  if (!split(request.path)) {
    return {
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>404 Not Found</h1></body></html>\n',
    };
  }
  if (request.method === 'OPTIONS') {
    return { status: 200, headers: { ...HEADERS, 'content-type': 'text/plain' }, body: 'DELETE, GET, HEAD, POST, PUT' };
  }
  const found = route(request);
  if (!found) return json(404, { error: 'Not found' });
  const { operation, values } = found;
  /** @type {Record<string, string>} */
  let params;
  try {
    params = decode(operation.params, values);
  } catch {
    return htmlPage(400, 'Bad Request', HEADERS);
  }
  try {
    const caller = authenticate(request, state);
    if (operation.scopes) authorize(caller, operation.scopes(params));
    checkParams(params);
    checkQuery(request.query, operation.query);
    const reply = json(200, operation.answer({ params, query: request.query, caller, state }));
    if (request.headers['if-none-match'] !== reply.headers.etag) return reply;
    const { 'content-type': _, ...headers } = reply.headers;
    return { status: 304, headers, body: '' };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return failed(error, { method: operation.name, params, time: state.now() });
  }
}
