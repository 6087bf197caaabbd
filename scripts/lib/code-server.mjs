// One running code-server: VS Code's own server and workbench, on a free port of the loopback interface.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, startGroup, stopGroup } from './process.mjs';
import { temporaryFolder } from './temp.mjs';

/** Nothing that phones home, moves or covers the editor. */
const SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'files.autoSave': 'off',
};

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The caller may itself run inside a VS Code, whose variables would confuse this one. */
function environment(sockets, extra) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_'));
  const noGallery = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' });
  return {
    ...Object.fromEntries(inherited),
    EXTENSIONS_GALLERY: noGallery,
    XDG_RUNTIME_DIR: sockets, // else they stay behind in the temporary folder
    ...extra,
  };
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** The address at which the workbench opens `folder`; `paths` holds what it is told besides, such as a file to open. */
function pageAddress(host, folder, paths) {
  const payload = Object.entries(paths).map(([name, path]) => [name, `vscode-remote://${host}${path}`]);
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set('payload', JSON.stringify([...payload, ['skipWelcome', 'true']]));
  return `http://${host}/?${query}`;
}

/**
 * Starts code-server.
 * @param {{ node: string, entry: string }} installed
 * @param {{ vsix?: string, development?: boolean, settings?: object, data?: string, env?: Record<string, string> }} [options]
 *   `vsix`: installed beforehand; `development`: takes an extension in development from the page's address, and shows no
 *   notifications; `data`: the folder of its settings and logs, a temporary one if left out
 */
export async function startCodeServer({ node, entry }, options = {}) {
  const { vsix, development = false, settings = {}, data: named, env: extra = {} } = options;
  const state = temporaryFolder();
  const data = named ?? join(state.path, 'data');
  // The workbench reads settings of the machine (such as taskcluster.rootUrl) from a file of their own.
  for (const [folder, content] of [
    ['User', { ...SETTINGS, ...settings }],
    ['Machine', settings],
  ]) {
    mkdirSync(join(data, folder), { recursive: true });
    writeFileSync(join(data, folder, 'settings.json'), JSON.stringify(content));
  }
  // Its own configuration file: else it writes one into the home folder.
  writeFileSync(join(state.path, 'config.yaml'), 'auth: none\ncert: false\n');
  const folders = ['--user-data-dir', data, '--extensions-dir', join(state.path, 'extensions')];
  const command = [entry, ...folders, '--config', join(state.path, 'config.yaml')];
  const env = environment(state.path, extra);

  if (vsix) {
    const { code, output } = await run(node, [...command, '--install-extension', vsix], { env });
    if (code !== 0) throw new Error(`the .vsix could not be installed: ${output}`);
  }

  const port = await freePort();
  const quiet = ['telemetry', 'update-check', 'workspace-trust', 'getting-started-override'];
  const flags = [
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--ignore-last-opened',
    ...quiet.map((what) => `--disable-${what}`),
  ];
  // Without this option a release build of VS Code ignores the development options in the page's address.
  if (development) flags.push('--vscode-option', 'enable-smoke-test-driver');
  const server = startGroup(node, [...command, ...flags], { env });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (log = (log + text).slice(-20000)));

  const stop = async () => {
    await stopGroup(server);
    state.remove();
  };
  while (!(await answers(`http://127.0.0.1:${port}/healthz`))) {
    if (server.exitCode !== null) {
      await stop();
      throw new Error(`code-server did not start:\n${log}`);
    }
    await sleep(100);
  }
  return {
    /** `host`: the name of the loopback interface in it. */
    address: (folder, paths = {}, host = '127.0.0.1') => pageAddress(`${host}:${port}`, folder, paths),
    /** Settles when the server ends, which it should not do by itself. */
    ended: new Promise((resolve) => server.once('exit', resolve)),
    log: () => log,
    stop,
  };
}
