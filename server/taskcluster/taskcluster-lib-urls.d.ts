/** The package has no types of its own. */
declare module 'taskcluster-lib-urls' {
  export interface Urls {
    readonly rootUrl: string;
    api(service: string, version: string, path: string): string;
    ui(path: string): string;
  }
  export function withRootUrl(rootUrl: string): Urls;
}
