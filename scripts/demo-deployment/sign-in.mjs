// Simulates the form on the deployment's pages that creates a client for a tool and hands it over. Every visitor is already
// signed in, as a made-up person with the scopes of a reader.
import { randomBytes } from 'node:crypto';
import { escapeHtml, page, table } from './pages.mjs';
import { ANONYMOUS, grantsAll } from './scopes.mjs';

const PERSON = 'github/20260302|lighthouse-keeper';
const HELD = [...ANONYMOUS['firefox-ci'], 'queue:claimed-list:*', 'queue:pending-list:*', 'queue:list-task-queues'];
/** What the real form takes for a tool's address: `localhost` and nothing that only means the same. */
const CALLBACK = /^https?:\/\/localhost(:[0-9]+)?(\/|$)/;
const PRINTABLE = /^[\x21-\x7e]*$/;
const UNITS = { m: 60_000, h: 3600_000, d: 24 * 3600_000, w: 7 * 24 * 3600_000 };

/** Of the asked scopes, those that the person holds. All that is held, where all is asked. @param {readonly string[]} asked */
function granted(asked) {
  const wider = HELD.filter((held) => grantsAll(asked, [held]));
  return [...new Set([...asked.filter((scope) => grantsAll(HELD, [scope])), ...wider])].sort();
}

/** When something ends that lasts `1d`, `12 hours`, …; in a day, if that cannot be read. @param {string} text @param {Date} now */
function expiryOf(text, now) {
  const [, number = '1', unit = 'd'] = /^(\d+)\s*([mhdw])(?:in|inute|our|ay|eek)?s?$/.exec(text.trim()) ?? [];
  const life = Number(number) * UNITS[/** @type {keyof typeof UNITS} */ (unit)];
  return new Date(now.getTime() + life).toISOString();
}

/** What is asked for. @param {URLSearchParams} query */
const asked = (query) => ({
  name: query.get('name') ?? '',
  description: query.get('description') ?? '',
  scopes: query.getAll('scope'),
  expires: query.get('expires') ?? '1d',
  callback: query.get('callback_url') ?? '',
});

/** @param {URLSearchParams} query */
function form(query) {
  const { name, description, scopes, expires, callback } = asked(query);
  const scopeList = granted(scopes).map((scope) => `<code>${escapeHtml(scope)}</code>`);
  const rows = table([
    ['Client', `<code>${escapeHtml(`${PERSON}/${name}`)}</code>`],
    ['Description', escapeHtml(description)],
    ['Expires in', escapeHtml(expires)],
    ['Scopes', scopeList.join('<br>') || 'none of those that are asked for'],
    ['Handed to', `<code>${escapeHtml(callback)}</code>`],
  ]);
  // Relative: VS Code in the browser shows the page under a path of its own.
  const button = `<form method="post" action="?${escapeHtml(String(query))}"><p><button>Create client</button></p></form>`;
  return page('Create a client', `<p>A tool asks for credentials.</p>\n${rows}\n${button}`);
}

/**
 * Makes the client and goes back to the tool. The client's id is not encoded in the address, as in reality.
 * @param {URLSearchParams} query
 * @param {import('./types.d.mts').DemoState} state
 * @returns {import('./types.d.mts').Reply}
 */
function create(query, state) {
  const { name, scopes, expires, callback } = asked(query);
  const clientId = `${PERSON}/${name}`;
  const accessToken = randomBytes(33).toString('base64url');
  const client = { clientId, accessToken, scopes: granted(scopes), expires: expiryOf(expires, state.now()) };
  state.clients.set(clientId, client);
  const location = `${callback}?clientId=${clientId}&accessToken=${accessToken}`;
  return {
    status: 302,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body: '',
  };
}

/**
 * The form, and what its button does.
 * @param {import('./types.d.mts').DemoRequest} request
 * @param {import('./types.d.mts').DemoState} state
 */
export function answerSignIn({ method, query }, state) {
  const { name, callback } = asked(query);
  if (!CALLBACK.test(callback) || !PRINTABLE.test(callback)) {
    return page('Create a client', `<p>Callback URL <code>${escapeHtml(callback)}</code> is not allowed.</p>`, 400);
  }
  if (!/^[A-Za-z0-9!@/:.+|_-]+$/.test(name)) {
    return page('Create a client', `<p><code>${escapeHtml(name)}</code> is not a name for a client.</p>`, 400);
  }
  return method === 'POST' ? create(query, state) : form(query);
}
