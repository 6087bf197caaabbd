import type { Credentials } from './credentials.js';

/** The form of clientIds that the auth service accepts. Nothing else may get into a header. */
const CLIENT_ID = /^[A-Za-z0-9!@/:.+|_-]+$/;

/**
 * Why credentials are unusable, before anything is sent with them; undefined if they may work. The text follows a colon, names
 * the wrong variable and repeats no secret. Credentials from a sign-in have been checked before.
 */
export function credentialsProblem({ clientId, accessToken, certificate }: Credentials): string | undefined {
  if (!CLIENT_ID.test(clientId))
    return `TASKCLUSTER_CLIENT_ID is ${JSON.stringify(short(clientId))}, which is not a client ID`;
  if (accessToken === '') return 'TASKCLUSTER_ACCESS_TOKEN is empty';
  if (certificate && !isCertificate(certificate)) {
    return 'TASKCLUSTER_CERTIFICATE is not a certificate. Set it to the JSON that `taskcluster signin` prints, or unset it for permanent credentials';
  }
  return undefined;
}

/**
 * Whether a text has the form of a certificate, a JSON object. The auth service checks the fields, and says which one is
 * wrong.
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
