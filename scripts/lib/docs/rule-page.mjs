// The head of a rule's page: what it finds in a sentence, its severities and its fix.

/**
 * @typedef {object} RulePage
 * @property {string} id
 * @property {string} summary what the rule finds, in Markdown
 * @property {readonly string[]} severities those of its findings without a setting, the most severe first
 * @property {'safe' | 'suggestion' | 'none'} fix
 */

const HEAD =
  /^# (?<id>[\w-]+)\n\n(?<summary>.+)\n\nSeverity: (?<severities>[\w, ]+) · Fix: (?<fix>safe|suggestion|none) · \[All rules\]\(\.\.\/\.\.\/\.\.\/\.\.\/docs\/rules\/README\.md\)\n/;

/**
 * Reads the head of a page.
 * @param {string} id
 * @param {string} text
 * @returns {RulePage}
 * @throws {Error} if it has another form
 */
export function readRulePage(id, text) {
  const { groups } = HEAD.exec(text) ?? {};
  if (groups?.id !== id) {
    throw new Error(
      `server/core/rules/${id}/README.md must begin like those of other rules: "# ${id}", a line that says what the rule finds, and a line such as "Severity: error, warning · Fix: suggestion · [All rules](../../../../docs/rules/README.md)", with empty lines between them.`,
    );
  }
  return { id, summary: groups.summary, severities: groups.severities.split(', '), fix: groups.fix };
}
