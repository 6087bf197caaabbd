import type { Credentials } from './credentials.js';
import type { TransportResult } from './transport.js';

/** Shorter than any token; what is as short may stand anywhere by chance. */
const MIN_LENGTH = 8;

/**
 * What came back, with the secrets that were sent blanked: a proxy or a page of errors may repeat a request. They are
 * looked for before anything is shortened, which could leave half of one.
 */
export function withoutSecrets(result: TransportResult, secrets: readonly string[]): TransportResult {
  const blank = (text: string): string =>
    secrets.reduce((left, secret) => (secret.length < MIN_LENGTH ? left : left.replaceAll(secret, '…')), text);
  return 'error' in result ? { ...result, message: blank(result.message) } : { ...result, body: blank(result.body) };
}

/**
 * What of credentials, and of the header made with them, is nobody's business. Also in parts: the values in the header
 * are the signature and the certificate in base64; of the certificate as text only parts may be repeated as they are.
 */
export function secretsOf(credentials: Credentials | undefined, header = ''): readonly string[] {
  const { accessToken = '', certificate = '' } = credentials ?? {};
  const values = [...header.matchAll(/(?:mac|ext)="([^"]*)"/g)].map((match) => match[1] ?? '');
  const fields = [...certificate.matchAll(/"(?:seed|signature)"\s*:\s*"([^"]*)"/g)].map((match) => match[1] ?? '');
  return [header, accessToken, certificate, ...values, ...fields];
}
