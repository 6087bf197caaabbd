/** The fields that a task needs besides its identifiers. A case writes `...` for them. */
const OTHER_FIELDS = {
  created: '2024-05-06T07:08:09Z',
  deadline: '2024-05-07T07:08:09Z',
  payload: {},
  metadata: { name: 'n', description: 'd', owner: 'o@example.com', source: 'https://example.com/' },
} as const;

/** Without these, version 0 makes no task of a mapping. */
const FIELDS_OF_VERSION_0 = { extra: { github: { events: ['push'] } } } as const;

/** The lines of a block with `...` written out: in JSON on one line, in YAML on a line for each field. */
export function writeOut(lines: readonly string[], language: string, fileName: string): string[] {
  return lines.flatMap((line) => {
    const dots = /^( *)(- )?\.\.\.(,?)$/.exec(line);
    if (!dots) return [line];
    const [, space = '', dash = '', comma = ''] = dots;
    const written = fieldsIn(language, fileName);
    if (language !== 'yaml') return [`${space}${written.join(', ')}${comma}`];
    return written.map((field, i) => `${space}${i === 0 ? dash : dash.replace('-', ' ')}${field}`);
  });
}

/** The opposite of `writeOut`: a text as a case shows it. */
export function foldFields(text: string, language: string, fileName: string): string {
  const written = fieldsIn(language, fileName).map((field) => field.replace(/[[\]{}.*+?()|^$\\]/g, '\\$&'));
  const all = language === 'yaml' ? written.join('\n *') : written.join(', ');
  return text.replace(new RegExp(`^( *(?:- )?)${all}(,?)$`, 'gm'), '$1...$2');
}

function fieldsIn(language: string, fileName: string): string[] {
  const more = fileName.endsWith('.v0.taskcluster.yml') ? FIELDS_OF_VERSION_0 : {};
  return Object.entries({ ...OTHER_FIELDS, ...more }).map(([key, value]) =>
    language === 'yaml' ? `${key}: ${JSON.stringify(value)}` : `"${key}": ${JSON.stringify(value)}`,
  );
}
