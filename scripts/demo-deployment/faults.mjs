// Sends answers, correctly or with a fault.
import { failed, failureOf, htmlPage, route } from './api.mjs';

/**
 * @typedef {import('./types.d.mts').DemoRequest} DemoRequest
 * @typedef {import('./types.d.mts').Fault} Fault
 * @typedef {import('./types.d.mts').Reply} Reply
 * @typedef {import('node:http').ServerResponse} ServerResponse
 */

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** A value of another type than the one given; objects and lists keep their keys. @param {unknown} value @returns {unknown} */
function ofAnotherType(value) {
  if (Array.isArray(value)) return value.length > 0 ? value.map(ofAnotherType) : 'none';
  if (value === null || typeof value !== 'object') return typeof value === 'string' ? 7 : String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, ofAnotherType(each)]));
}

/** @param {Fault & { kind: 'status' }} fault @param {DemoRequest} request @param {Date} time @returns {Reply} */
function withStatus({ status, retryAfter, as }, request, time) {
  const who = as ?? ([401, 403, 500].includes(status) ? 'service' : 'html');
  /** @type {Record<string, string>} */
  const more = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  if (who === 'html') return htmlPage(status, `${status}`, more);
  if (who === 'error-json') return { status, headers: { ...JSON_TYPE, ...more }, body: '{"error":"Not found"}' };
  const reply = failed(failureOf(status), { method: route(request)?.operation.name ?? '', params: {}, time });
  return { ...reply, status, headers: { ...reply.headers, ...more } };
}

/**
 * The faulty answer, for faults that are answers.
 * @param {Fault} fault
 * @param {DemoRequest} request
 * @param {Reply} right
 * @param {Date} time
 * @returns {Reply}
 */
function faulty(fault, request, right, time) {
  const headers = { ...right.headers, ...JSON_TYPE };
  switch (fault.kind) {
    case 'status':
      return withStatus(fault, request, time);
    case 'html':
      return htmlPage(200, 'Sign in to this network');
    case 'wrong-json':
      return { status: 200, headers, body: '{"unexpected":[1,2,3]}' };
    case 'wrong-types':
      return { ...right, body: JSON.stringify(ofAnotherType(JSON.parse(right.body || '{}'))) };
    case 'error-json':
      return { status: fault.status ?? 404, headers, body: '{"error":"Not found"}' };
    case 'truncated':
      return { ...right, body: right.body.slice(0, right.body.length / 2) };
    case 'redirect': {
      const elsewhere = `http://${(request.headers.host ?? '').replace(/^[^:]*/, 'localhost')}${request.url}`;
      return { ...htmlPage(302, 'Found'), headers: { location: fault.to ?? elsewhere } };
    }
    default:
      return right;
  }
}

/**
 * Sends an answer as it is.
 * @param {ServerResponse} response
 * @param {DemoRequest} request
 * @param {Reply} reply
 */
export function send(response, request, { status, headers, body }) {
  const length = status === 304 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Writes JSON as fast as it is taken, until the other side has had enough. @param {ServerResponse} response */
function sendEndless(response) {
  response.writeHead(200, JSON_TYPE);
  response.write('{"workerPools":[');
  const piece = '{"workerPoolId":"demo/endless"},'.repeat(2000);
  const go = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', go);
  go();
}

/** @param {ServerResponse} response @param {DemoRequest} request @param {Reply} reply @param {number} ms */
function sendDripping(response, request, reply, ms) {
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < bytes.length && request.method !== 'HEAD') response.write(bytes.subarray(sent, ++sent));
    else response.end();
  }, ms);
  response.on('close', () => clearInterval(timer));
}

/** @param {ServerResponse} response @param {Reply} reply */
function sendHalf(response, reply) {
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

/**
 * Sends what the fault makes of an answer.
 * @param {ServerResponse} response
 * @param {DemoRequest} request
 * @param {Reply} right
 * @param {Fault} fault
 * @param {Date} time
 */
export function sendFaulty(response, request, right, fault, time) {
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'cut':
      return sendHalf(response, right);
    case 'endless':
      return sendEndless(response);
    case 'drip':
      return sendDripping(response, request, right, fault.ms ?? 250);
    case 'slow': {
      const timer = setTimeout(() => send(response, request, right), fault.ms ?? 1000);
      response.on('close', () => clearTimeout(timer));
      return;
    }
    default:
      return send(response, request, faulty(fault, request, right, time));
  }
}

/** The faults that are set, and whom they meet. */
export function faultTable() {
  /** @type {{ where: import('./types.d.mts').FaultPlace, fault: Fault, left: number }[]} */
  let table = [];
  return {
    /** @param {import('./types.d.mts').FaultPlace} where @param {Fault} fault */
    set(where, fault) {
      table = table.filter((entry) => String(entry.where) !== String(where));
      table.unshift({ where, fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      table = [];
    },
    /** The fault that an API request meets; it is used up by one. @param {DemoRequest} request @returns {Fault | undefined} */
    take(request) {
      if (!request.path.startsWith('/api/')) return undefined;
      const name = route(request)?.operation.name;
      const met = table.find(({ where, left }) => {
        if (left <= 0) return false;
        return where instanceof RegExp ? where.test(request.url) : where === '*' || where === name;
      });
      if (met) met.left--;
      return met?.fault;
    },
  };
}
