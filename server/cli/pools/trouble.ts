import type { Deployment } from '../../taskcluster/deployment.js';
import type { ApiError } from '../../taskcluster/http/answer.js';

/** Why a question to a deployment came to nothing, and what to do about it. `scope`: what the question takes. */
export function troubleWords(error: ApiError, { rootUrl, credentials }: Deployment, scope: string): string {
  switch (error.kind) {
    case 'forbidden':
      return credentials
        ? `${rootUrl} does not allow it: the client '${credentials.clientId}' of TASKCLUSTER_CLIENT_ID needs the scope ${scope}`
        : `${rootUrl} does not allow it to everybody: sign in (\`taskcluster signin\` sets TASKCLUSTER_ROOT_URL, TASKCLUSTER_CLIENT_ID and TASKCLUSTER_ACCESS_TOKEN) with the scope ${scope}`;
    case 'unauthorized':
      return `${rootUrl} does not accept the credentials in ${variablesOf(credentials)}: sign in again, or unset them${told(error)}`;
    case 'credentials':
      return `${rootUrl} was not asked: ${error.message}`;
    case 'unreachable':
      return `${rootUrl} cannot be reached: see to the URL, the network, and HTTPS_PROXY if there is a proxy${told(error)}`;
    case 'timeout':
      return `${rootUrl} ${error.message || 'did not answer in time'}: try again later`;
    case 'failed':
      return `${rootUrl} fails at the moment${withStatus(error)}: try again later${told(error)}`;
    case 'too-long':
      return `${rootUrl} gave an answer that is longer than is read${told(error)}`;
    default:
      return `${rootUrl} does not answer as Taskcluster does: is it the root URL of a deployment?${told(error)}`;
  }
}

function variablesOf(credentials: Deployment['credentials']): string {
  const variables = ['TASKCLUSTER_CLIENT_ID', 'TASKCLUSTER_ACCESS_TOKEN'];
  return credentials?.certificate ? `${variables.join(', ')} and TASKCLUSTER_CERTIFICATE` : variables.join(' and ');
}

function withStatus({ status }: ApiError): string {
  return status === undefined ? '' : ` with status ${status}`;
}

function told({ message }: ApiError): string {
  return message === '' ? '' : ` (${message.split('\n')[0]})`;
}
