import type { Deployment } from '../../taskcluster/deployment.js';
import type { ApiError } from '../../taskcluster/http/answer.js';

/** Why a request to a deployment failed, and what to do about it. `scope`: the scope that the request needs. */
export function troubleWords(error: ApiError, { rootUrl, credentials }: Deployment, scope: string): string {
  switch (error.kind) {
    case 'forbidden':
      return credentials
        ? `${rootUrl} refused access: the client '${credentials.clientId}' from TASKCLUSTER_CLIENT_ID needs the scope ${scope}`
        : `${rootUrl} only allows it with credentials: sign in with the scope ${scope} (\`taskcluster signin\` sets TASKCLUSTER_ROOT_URL, TASKCLUSTER_CLIENT_ID and TASKCLUSTER_ACCESS_TOKEN)`;
    case 'unauthorized':
      return `${rootUrl} does not accept the credentials in ${variablesOf(credentials)}: sign in again, or unset them${told(error)}`;
    case 'credentials':
      return `${rootUrl} was not asked: ${error.message}`;
    case 'unreachable':
      return `${rootUrl} cannot be reached: check the URL, the network and, if there is a proxy, HTTPS_PROXY${told(error)}`;
    case 'timeout':
      return `${rootUrl} ${error.message || 'did not answer in time'}: try again later`;
    case 'failed':
      return `${rootUrl} failed${withStatus(error)}: try again later${told(error)}`;
    case 'too-long':
      return `${rootUrl} sent an answer that is too long to read${told(error)}`;
    default:
      return `${rootUrl} does not answer like Taskcluster: is it the root URL of a deployment?${told(error)}`;
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
