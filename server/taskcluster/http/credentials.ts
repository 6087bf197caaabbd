/** Credentials for requests. Never written to a log, a setting or an error message. */
export interface Credentials {
  readonly clientId: string;
  readonly accessToken: string;
  /** For temporary credentials: the service's JSON. */
  readonly certificate?: string;
}
