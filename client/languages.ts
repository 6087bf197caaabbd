/** The languages of Taskcluster files. Files keep these languages, which belong to the editor. */
export const LANGUAGES: readonly string[] = ['yaml', 'json', 'jsonc'];

/** The scheme of the documents that the preview compares: what comes of a file, which is not to be checked again. */
export const COMPARED_SCHEME = 'taskcluster-preview';
