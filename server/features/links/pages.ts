import { poolUrl } from '../../core/deployment/text.js';

/** A page of the web interface of a deployment. */
export type DeploymentPage =
  | { readonly kind: 'task'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'pool'; readonly id: string }
  | { readonly kind: 'hook'; readonly group: string; readonly id: string }
  | { readonly kind: 'index'; readonly namespace: string; readonly name: string };

/** The URL of a page (taskcluster ui/src/App/routes.js). */
export function pageUrl(rootUrl: string, page: DeploymentPage): string {
  const root = rootUrl.replace(/\/$/, '');
  switch (page.kind) {
    case 'task':
      return `${root}/tasks/${page.id}`;
    case 'group':
      return `${root}/tasks/groups/${page.id}`;
    case 'pool':
      return poolUrl(rootUrl, page.id);
    case 'hook':
      return `${root}/hooks/${encodeURIComponent(page.group)}/${encodeURIComponent(page.id)}`;
    case 'index':
      return `${root}/tasks/index/${encodeURIComponent(page.namespace)}/${encodeURIComponent(page.name)}`;
  }
}

/** The page of an index path: its last part is the name of the task in its namespace. */
export function indexPage(path: string): DeploymentPage | undefined {
  const dot = path.lastIndexOf('.');
  if (dot <= 0 || dot === path.length - 1 || !/^[\w.~%-]+$/.test(path)) return undefined;
  return { kind: 'index', namespace: path.slice(0, dot), name: path.slice(dot + 1) };
}

/** Whether a text is an id of a task (the pattern of a slugid in the schemas of the queue). */
export function isTaskId(text: string): boolean {
  return /^[A-Za-z0-9_-]{8}[Q-T][A-Za-z0-9_-][CGKOSWaeimquy26-][A-Za-z0-9_-]{10}[AQgw]$/.test(text);
}
