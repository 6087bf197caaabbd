import type { Credentials } from './credentials.js';

/** The clientIds that the auth service knows. No other may get into a header. */
const CLIENT_ID = /^[A-Za-z0-9!@/:.+|_-]+$/;

/**
 * Why credentials are none, before anything is sent with them; undefined if they may be some. The text names the variable
 * that is wrong, to follow a colon, and repeats no secret. What a sign-in gave has been looked at before.
 */
export function credentialsProblem({ clientId, accessToken, certificate }: Credentials): string | undefined {
  if (!CLIENT_ID.test(clientId))
    return `TASKCLUSTER_CLIENT_ID holds ${JSON.stringify(short(clientId))}, which is not a client ID`;
  if (accessToken === '') return 'TASKCLUSTER_ACCESS_TOKEN is empty';
  if (certificate && !isCertificate(certificate)) {
    return 'TASKCLUSTER_CERTIFICATE holds something that is not a certificate. Take its JSON as `taskcluster signin` prints it, or unset it for permanent credentials';
  }
  return undefined;
}

/**
 * Whether a text is a certificate as far as its type says, as an object of JSON. What its fields say is the auth service's to
 * judge: it says which one is wrong.
 */
function isCertificate(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
