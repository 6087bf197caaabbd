// The generated parts of Markdown pages.

/**
 * A page with its generated part replaced: what stands between `<!-- generated: NAME … -->` and `<!-- end -->`.
 * @param {string} page
 * @param {string} name
 * @param {string} content
 * @throws {Error} if the page has no such part
 */
export function fill(page, name, content) {
  const part = new RegExp(`(<!-- generated: ${name}\\b[^>]*-->\\n)[\\s\\S]*?(<!-- end -->)`);
  if (!part.test(page)) throw new Error(`A page has no part <!-- generated: ${name} -->`);
  return page.replace(part, (_, start, end) => `${start}${content}\n${end}`);
}

/** @param {readonly import('./rule-page.mjs').RulePage[]} rules */
export function ruleTable(rules) {
  const rows = rules.map(({ id, severities, fix, summary }) => [
    `[\`${id}\`](../../server/core/rules/${id}/README.md)`,
    severities.join(', '),
    fix === 'none' ? '' : fix,
    firstSentence(summary),
  ]);
  return table(['rule', 'severity', 'fix', 'what it finds'], rows);
}

/** @param manifest with its texts in it */
export function settingsTable(manifest) {
  const rows = manifest.contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties).map(([name, { default: value, markdownDescription }]) => [
      `\`${name}\``,
      `\`${JSON.stringify(value)}\``,
      // What only the settings page can do: links to other settings, and to commands.
      markdownDescription.replace(/`#([\w.]+)#`/g, '`$1`').replace(/ \[\w+\]\(command:[^)]*\)/g, ''),
    ]),
  );
  return table(['setting', 'default', 'what it does'], rows);
}

/**
 * The commands. What each does is only said in the page itself: it stays.
 * @param manifest with its texts in it
 * @param {string} page
 */
export function commandTable(manifest, page) {
  const said = new Map([...page.matchAll(/^\| .* \| `([\w.]+)` \| (.*) \|$/gm)].map(([, id, words]) => [id, words]));
  const rows = manifest.contributes.commands.map(({ command, title }) => {
    const words = said.get(command) ?? '';
    return [`*${title}*`, `\`${command}\``, words];
  });
  return table(['command, after *Taskcluster:*', 'id', 'what it does'], rows);
}

/** @param {readonly { readonly path: string, readonly text: string }[]} pages */
export function pageList(pages) {
  return pages
    .map(({ path, text }) => {
      const [, title, paragraph] = /^# (.+)\n\n([^\n]+(?:\n[^\n]+)*)/.exec(text) ?? [];
      if (title === undefined) throw new Error(`docs/${path} must begin with a heading and a paragraph.`);
      const words = firstSentence(paragraph.replaceAll('\n', ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
      return `- [${title}](${path}): ${words}`;
    })
    .join('\n');
}

function table(head, rows) {
  const line = (cells) =>
    `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell.replaceAll('|', '\\|')} `)).join('|')}|`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function firstSentence(text) {
  return /^.*?[.:](?= [A-Z`*]|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
