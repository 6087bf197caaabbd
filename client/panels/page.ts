/** What the page of a webview is made of. */
export interface PageParts {
  /** The title, for screen readers. */
  readonly title: string;
  /** The addresses of its script and its style sheet. */
  readonly script: string;
  readonly style: string;
  /** The source that the editor serves files of the extension from (`webview.cspSource`). */
  readonly cspSource: string;
  /** A number that is used once. Only a script with it runs. */
  readonly nonce: string;
}

/** The page of a webview: it loads its own script and style sheet, and nothing else from anywhere. */
export function pageOf({ title, script, style, cspSource, nonce }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

/** A nonce of 128 random bits. */
export function newNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
