import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import https from 'node:https';

/** A server for `https://tc.example.test`, for those who trust test/fixtures/tls/cert.pem. */
export function createTlsServer(listener: RequestListener): https.Server {
  const read = (name: string): string => readFileSync(`test/fixtures/tls/${name}.pem`, 'utf8');
  return https.createServer({ key: read('key'), cert: read('cert') }, listener);
}
