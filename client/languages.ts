/** The languages of Taskcluster files. Files keep these languages, which belong to the editor. */
export const LANGUAGES: readonly string[] = ['yaml', 'json', 'jsonc'];
