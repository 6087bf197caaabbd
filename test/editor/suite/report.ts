// The report of the suite: an editor's console is mixed with its own messages.
import type Mocha from 'mocha';

/** Sends what Mocha reports to `write`, line by line. */
export function reportTo(mocha: typeof Mocha, write: (line: string) => void): void {
  mocha.reporters.Base.consoleLog = (first = '', ...parts) => {
    const line = String(first).replace(/%[sd]/g, () => String(parts.shift()));
    write([line, ...parts].join(' '));
  };
}
