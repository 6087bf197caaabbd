/** The little of markdown-it (for tests only) that is used here. It brings no types of its own. */
declare module 'markdown-it' {
  export interface Token {
    readonly type: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
  }
  export default class MarkdownIt {
    constructor(options: { readonly html: boolean; readonly linkify: boolean });
    /** Whether an address may be linked to or shown. */
    validateLink: (url: string) => boolean;
    parse(markdown: string, env: object): Token[];
  }
}
