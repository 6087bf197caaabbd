import type { LiveStatus } from '../../server/lsp/protocol.js';
import { hostOf } from '../../server/taskcluster/root-url.js';
import type { Translate } from '../l10n.js';
import type { Decision } from './decision.js';

/** What the status item says about the deployment, and the command that helps. */
export interface Description {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly warning: boolean;
  readonly command: { readonly command: string; readonly title: string; readonly arguments?: readonly unknown[] };
}

type Help = Description['command'];

const select = (title: string): Help => ({ command: 'taskcluster.selectRootUrl', title });
const signIn = (title: string): Help => ({ command: 'taskcluster.signIn', title });
const retry = (t: Translate): Help => ({ command: 'taskcluster.refreshPools', title: t('Try Again') });
const enable = (t: Translate): Help => ({
  command: 'workbench.action.openSettings',
  title: t('Settings'),
  arguments: ['taskcluster.live.enable'],
});

/**
 * Says why nothing is looked up, or which deployment is asked.
 * @param status the server's last status
 * @param clientId the client that asks; undefined without credentials
 */
export function describeLookUps(
  decision: Decision,
  status: LiveStatus | undefined,
  clientId: string | undefined,
  t: Translate,
): Description {
  if (decision.kind === 'allowed') return describeDeployment(hostOf(decision.rootUrl), status, clientId, t);
  const text = t('Pools are not looked up');
  const calm = { text, busy: false, warning: false };
  if (decision.kind === 'invalid')
    return { ...calm, warning: true, detail: decision.problem, command: select(t('Select')) };
  if (decision.kind === 'ask') {
    const detail = t('This workspace names {0}', hostOf(decision.rootUrl));
    const command = { command: 'taskcluster.allowLookUps', title: t('Allow'), arguments: [decision.rootUrl] };
    return { ...calm, detail, command };
  }
  switch (decision.why) {
    case 'disabled':
      return { ...calm, detail: t('Turned off by {0}', 'taskcluster.live.enable'), command: enable(t) };
    case 'untrusted':
      return {
        ...calm,
        detail: t('This workspace is not trusted'),
        command: { command: 'workbench.trust.manage', title: t('Manage') },
      };
    default:
      return { ...calm, detail: t('No deployment is selected'), command: select(t('Select')) };
  }
}

function describeDeployment(
  host: string,
  status: LiveStatus | undefined,
  clientId: string | undefined,
  t: Translate,
): Description {
  const well = { text: host, busy: false, warning: false };
  const ill = { ...well, warning: true };
  switch (status?.why) {
    case 'offline':
      return {
        ...ill,
        detail:
          status.detail === undefined ? t('Cannot be reached') : t('Cannot be reached: {0}', plain(status.detail)),
        command: retry(t),
      };
    case 'timeout':
      return {
        ...ill,
        detail: status.detail === undefined ? t('Did not answer in time') : upperFirst(plain(status.detail)),
        command: retry(t),
      };
    case 'bad-credentials':
      return {
        ...ill,
        detail: t(
          'Was not asked: {0}',
          status.detail === undefined ? t('the credentials cannot be used') : plain(status.detail),
        ),
        command: signIn(t('Sign In')),
      };
    case 'forbidden':
      return clientId === undefined
        ? {
            ...ill,
            detail: t('Shows its worker pools only to users who have signed in'),
            command: signIn(t('Sign In')),
          }
        : { ...ill, detail: t('Does not show its worker pools to {0}', clientId), command: signIn(t('Sign In Again')) };
    case 'unauthorized':
      return {
        ...ill,
        detail: t('Does not accept the sign-in, which may have expired'),
        command: signIn(t('Sign In Again')),
      };
    case 'unusable-answer':
      return { ...ill, detail: t('Its answers cannot be understood'), command: retry(t) };
    case 'overloaded':
      return { ...ill, detail: t('{0}; will be asked again', failureOf(status, t)), command: retry(t) };
    default:
      return {
        ...well,
        busy: status?.why === 'loading',
        detail: clientId === undefined ? t('Not signed in') : t('Signed in as {0}', clientId),
        command: select(t('Change')),
      };
  }
}

function failureOf({ detail }: LiveStatus, t: Translate): string {
  return detail === undefined ? t('Is overloaded or failing') : t('Answered with {0}', plain(detail));
}

/** The text without what the editor would turn into links or icons. */
function plain(text: string): string {
  return text.replace(/[[\]]|\$(?=\()/g, '');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
