import type { Credentials } from './credentials.js';
import type { TransportResult } from './transport.js';

/** Shorter than any token. A text this short may occur anywhere by chance. */
const MIN_LENGTH = 8;

/**
 * A result with the sent secrets removed, because a proxy or an error page may repeat the request. This happens before
 * anything is shortened, which could leave half a secret.
 */
export function withoutSecrets(result: TransportResult, secrets: readonly string[]): TransportResult {
  const blank = (text: string): string =>
    secrets.reduce((left, secret) => (secret.length < MIN_LENGTH ? left : left.replaceAll(secret, '…')), text);
  return 'error' in result ? { ...result, message: blank(result.message) } : { ...result, body: blank(result.body) };
}

/**
 * The secret parts of credentials and of the header made with them. Also its parts: the header contains the signature and the
 * certificate in base64, and a text may repeat only parts of the certificate unchanged.
 */
export function secretsOf(credentials: Credentials | undefined, header = ''): readonly string[] {
  const { accessToken = '', certificate = '' } = credentials ?? {};
  const values = [...header.matchAll(/(?:mac|ext)="([^"]*)"/g)].map((match) => match[1] ?? '');
  const fields = [...certificate.matchAll(/"(?:seed|signature)"\s*:\s*"([^"]*)"/g)].map((match) => match[1] ?? '');
  return [header, accessToken, certificate, ...values, ...fields];
}
