/** Something this machine lacks and that could not be fetched: its tests are skipped rather than failed. */
export class Unavailable extends Error {
  /**
   * @param {string} what the thing, e.g. `Chromium`
   * @param {string} why one line
   * @param {string} remedy what a person can do about it
   */
  constructor(what, why, remedy) {
    super(`cannot install ${what}: ${why}; ${remedy}`);
    this.name = 'Unavailable';
  }
}
