// Which editor the suite runs in: a desktop VS Code where one can be had and shown, else code-server.
import { findCommand } from './debian.mjs';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/** Whether a desktop application can open a window here. */
export const hasDisplay = (env = process.env, platform = process.platform) =>
  platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

async function canDownload() {
  try {
    return (await fetch(DOWNLOADS, { signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ editor: 'electron' | 'code-server', forced: boolean }>} `forced`: asked for, so there is no other
 */
export async function chooseEditor(env = process.env) {
  const asked = env.TASKCLUSTER_TEST_EDITOR;
  if (asked === 'electron' || asked === 'code-server') return { editor: asked, forced: true };
  if (asked) throw new Error(`TASKCLUSTER_TEST_EDITOR is "${asked}": it must be "electron" or "code-server"`);
  if (env.VSCODE_EXECUTABLE) return { editor: 'electron', forced: true };
  const showable = hasDisplay(env) || Boolean(findCommand(['xvfb-run']));
  return { editor: showable && (await canDownload()) ? 'electron' : 'code-server', forced: false };
}
