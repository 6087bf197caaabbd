// The pages of the deployment's user interface that links from the editor lead to.

/** @param {string} text */
export const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * A page. What comes from requests or pools must be escaped before.
 * @param {string} title
 * @param {string} content
 * @param {number} [status]
 * @returns {import('./types.d.mts').Reply}
 */
export function page(title, content, status = 200) {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    // Nothing but the page's own form and style.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  const style =
    'body{font:16px/1.5 system-ui,sans-serif;max-width:48em;margin:2em auto;padding:0 1em}th{text-align:left;padding-right:1em;vertical-align:top}';
  const note = '<p><small>A demo deployment of Taskcluster: nothing here is real.</small></p>';
  const body = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
${note}
</body>
</html>
`;
  return { status, headers, body };
}

/** @param {readonly (readonly [string, string])[]} rows each a name and escaped HTML */
export const table = (rows) =>
  `<table>${rows.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${value}</td></tr>`).join('\n')}</table>`;

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {import('./types.d.mts').DemoState} state
 * @param {string} path where the page is: its links are relative, for it may be shown under a path of somebody else's
 */
function allPools(state, path) {
  const top = '../'.repeat(path.split('/').length - 2) || './';
  const items = [...state.pools.keys()]
    .sort()
    .map((id) => `<li><a href="${top}worker-manager/${encodeURIComponent(id)}">${escapeHtml(id)}</a></li>`);
  return page('Worker pools', `<ul>${items.join('\n')}</ul>`);
}

/** @param {import('./types.d.mts').DemoPool} pool */
function onePool(pool) {
  const workers = (pool.workers ?? []).map(({ state, count, capacity = 1 }) => `${state}: ${count} × ${capacity}`);
  const errors = (pool.errors ?? []).map(({ title, description }) => `${title}: ${description}`);
  /** @param {readonly string[]} lines */
  const list = (lines) => lines.map(escapeHtml).join('<br>') || 'none';
  const content = table([
    ['Provider', escapeHtml(pool.providerId)],
    ['Description', escapeHtml(pool.description ?? '')],
    ['Workers', list(workers)],
    ['Tasks', `${pool.pending ?? 0} pending, ${pool.claimed ?? 0} claimed`],
    ['Errors', list(errors)],
    ['Configuration', `<pre>${escapeHtml(JSON.stringify(pool.config, null, 2))}</pre>`],
  ]);
  return page(pool.workerPoolId, content);
}

/**
 * Any page but the sign-in form.
 * @param {import('./types.d.mts').DemoRequest} request
 * @param {import('./types.d.mts').DemoState} state
 */
export function answerPage({ path }, state) {
  const [, encoded] = /^\/worker-manager\/([^/]+)(?:\/(?:workers|errors|launch-configs))?\/?$/.exec(path) ?? [];
  if (encoded === undefined) return allPools(state, path);
  const id = decoded(encoded);
  const pool = state.pools.get(id);
  // Status 200 as of the real interface, whose pages find out for themselves what exists.
  return pool
    ? onePool(pool)
    : page('No such worker pool', `<p>There is no worker pool <code>${escapeHtml(id)}</code>.</p>`);
}
