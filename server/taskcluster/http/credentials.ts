/** Who asks. Never written to a log, a setting or an error text. */
export interface Credentials {
  readonly clientId: string;
  readonly accessToken: string;
  /** Of temporary credentials: JSON, as the service gave it. */
  readonly certificate?: string;
}
