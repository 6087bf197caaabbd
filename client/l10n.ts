/**
 * Says a text in the language of the editor, as `l10n.t` of `vscode` does; modules that the unit tests run without an editor get it
 * as an argument. What stands in l10n/bundle.l10n.json is found by how the calls are written: the text in quotes.
 * @param message in English, with `{0}`, `{1}` for what varies; the key of its translations
 */
export type Translate = (message: string, ...values: (string | number)[]) => string;
