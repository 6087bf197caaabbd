import type { LiveStatus } from '../../server/lsp/protocol.js';
import { hostOf } from '../../server/taskcluster/root-url.js';
import type { Decision } from './decision.js';

/** What the status item says about the deployment, and the command that helps. */
export interface Description {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly warning: boolean;
  readonly command: { readonly command: string; readonly title: string; readonly arguments?: readonly unknown[] };
}

const SELECT = { command: 'taskcluster.selectRootUrl', title: 'Select' };
const RETRY = { command: 'taskcluster.refreshPools', title: 'Try Again' };
const SIGN_IN = { command: 'taskcluster.signIn', title: 'Sign In' };
const SIGN_IN_AGAIN = { command: 'taskcluster.signIn', title: 'Sign In Again' };
const ENABLE = {
  command: 'workbench.action.openSettings',
  title: 'Settings',
  arguments: ['taskcluster.live.enable'],
};

/**
 * Says why nothing is looked up, or which deployment is asked.
 * @param status the server's last status
 * @param clientId the client that asks; undefined without credentials
 */
export function describeLookUps(
  decision: Decision,
  status: LiveStatus | undefined,
  clientId: string | undefined,
): Description {
  if (decision.kind === 'allowed') return describeDeployment(hostOf(decision.rootUrl), status, clientId);
  const text = 'Pools are not looked up';
  const calm = { text, busy: false, warning: false };
  if (decision.kind === 'invalid') return { ...calm, warning: true, detail: decision.problem, command: SELECT };
  if (decision.kind === 'ask') {
    const detail = `This workspace names ${hostOf(decision.rootUrl)}`;
    const command = { command: 'taskcluster.allowLookUps', title: 'Allow', arguments: [decision.rootUrl] };
    return { ...calm, detail, command };
  }
  switch (decision.why) {
    case 'disabled':
      return { ...calm, detail: 'Turned off by taskcluster.live.enable', command: ENABLE };
    case 'untrusted':
      return {
        ...calm,
        detail: 'This workspace is not trusted',
        command: { command: 'workbench.trust.manage', title: 'Manage' },
      };
    default:
      return { ...calm, detail: 'No deployment is selected', command: SELECT };
  }
}

function describeDeployment(host: string, status: LiveStatus | undefined, clientId: string | undefined): Description {
  const well = { text: host, busy: false, warning: false };
  const ill = { ...well, warning: true };
  switch (status?.why) {
    case 'offline':
      return {
        ...ill,
        detail: status.detail === undefined ? 'Cannot be reached' : `Cannot be reached: ${plain(status.detail)}`,
        command: RETRY,
      };
    case 'timeout':
      return { ...ill, detail: upperFirst(plain(status.detail ?? 'did not answer in time')), command: RETRY };
    case 'bad-credentials':
      return {
        ...ill,
        detail: `Was not asked: ${plain(status.detail ?? 'the credentials cannot be used')}`,
        command: SIGN_IN,
      };
    case 'forbidden':
      return clientId === undefined
        ? { ...ill, detail: 'Shows its worker pools only to users who have signed in', command: SIGN_IN }
        : { ...ill, detail: `Does not show its worker pools to ${clientId}`, command: SIGN_IN_AGAIN };
    case 'unauthorized':
      return { ...ill, detail: 'Does not accept the sign-in, which may have expired', command: SIGN_IN_AGAIN };
    case 'unusable-answer':
      return { ...ill, detail: 'Its answers cannot be understood', command: RETRY };
    case 'overloaded':
      return { ...ill, detail: `${failureOf(status)}; will be asked again`, command: RETRY };
    default:
      return {
        ...well,
        busy: status?.why === 'loading',
        detail: clientId === undefined ? 'Not signed in' : `Signed in as ${clientId}`,
        command: { ...SELECT, title: 'Change' },
      };
  }
}

function failureOf({ detail }: LiveStatus): string {
  return detail === undefined ? 'Is overloaded or failing' : `Answered with ${plain(detail)}`;
}

/** The text without what the editor would turn into links or icons. */
function plain(text: string): string {
  return text.replace(/[[\]]|\$(?=\()/g, '');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
