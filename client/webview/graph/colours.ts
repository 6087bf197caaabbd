import { COLOURS } from './tasks.js';

/** The variables of the colours of groups, in the editor's theme. Not all themes have all of them. */
const NAMES = ['blue', 'green', 'purple', 'red', 'yellow', 'orange'].map((name) => `--vscode-charts-${name}`);

const FURTHER = '--vscode-descriptionForeground';
const ANY = '--vscode-foreground';

/** A colour of a group, for style sheets. */
export function cssColour(colour: number): string {
  return `var(${nameOf(colour)}, var(${ANY}))`;
}

function nameOf(colour: number): string {
  return (colour < COLOURS ? NAMES[colour] : undefined) ?? FURTHER;
}

/** The colours and fonts of the editor's theme, for a canvas. */
export interface Theme {
  readonly groups: readonly string[];
  readonly background: string;
  readonly foreground: string;
  readonly note: string;
  readonly line: string;
  readonly focus: string;
  readonly error: string;
  readonly match: string;
  readonly font: string;
}

/** Reads the theme that the page has now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  const foreground = colour(ANY, '#808080');
  return {
    groups: Array.from({ length: COLOURS + 1 }, (_, index) => colour(nameOf(index), foreground)),
    background: colour('--vscode-editor-background', '#ffffff'),
    foreground,
    note: colour(FURTHER, foreground),
    line: colour('--vscode-descriptionForeground', foreground),
    focus: colour('--vscode-focusBorder', foreground),
    error: colour('--vscode-errorForeground', foreground),
    match: colour('--vscode-editor-findMatchHighlightBackground', 'transparent'),
    font: colour('--vscode-font-family', 'sans-serif'),
  };
}

/** Calls back when the editor changes its theme. Returns a way to stop. */
export function onThemeChange(call: () => void): () => void {
  const observer = new MutationObserver(call);
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  return () => observer.disconnect();
}
