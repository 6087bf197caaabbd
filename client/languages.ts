/** The languages that Taskcluster files are written in. Their ids belong to the editor and stay as they are. */
export const LANGUAGES: readonly string[] = ['yaml', 'json', 'jsonc'];
