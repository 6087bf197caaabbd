// Steps of `npm test`: each prints a heading and its output, and adds to one count.
import { stripVTControlCharacters } from 'node:util';
import { run } from './process.mjs';

/** A step that hangs must not keep the others from their turn: far more than any step needs. */
const TIME_LIMIT = 25 * 60_000;

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What Mocha's report says at its end.
 * @param {string} output
 * @param {number} code the exit code: a run that broke off has failed, whatever it printed
 * @returns {Counts}
 */
export function mochaCounts(output, code) {
  const report = stripVTControlCharacters(output); // Mocha uses colours in CI
  const last = (word) => Number([...report.matchAll(new RegExp(`^ +(\\d+) ${word}\\b`, 'gm'))].at(-1)?.[1] ?? 0);
  const counts = { passed: last('passing'), failed: last('failing'), skipped: last('pending') };
  const silent = counts.passed + counts.failed === 0;
  if (silent || (code !== 0 && counts.failed === 0)) counts.failed = 1;
  return counts;
}

/**
 * The last line of `npm test`.
 * @param {Counts} counts
 */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Runs steps one after the other and keeps the count. */
export class Steps {
  /** @type {Counts} */
  counts = { passed: 0, failed: 0, skipped: 0 };

  /** @param {boolean} strict whether a skipped step is a failure */
  constructor(strict) {
    this.strict = strict;
  }

  /**
   * A step that passes or fails as a whole.
   * @param {string} heading
   * @param {readonly string[]} args of Node
   */
  async command(heading, args) {
    await this.#step(heading, args, (_output, code) => ({ passed: Number(code === 0), failed: Number(code !== 0) }));
  }

  /**
   * A step that prints a report of Mocha, each test of which counts.
   * @param {string} heading
   * @param {readonly string[]} args of Node
   */
  async mocha(heading, args) {
    await this.#step(heading, args, mochaCounts);
  }

  /**
   * A step that cannot be run here.
   * @param {string} heading
   * @param {string} reason
   */
  skip(heading, reason) {
    console.log(`\n== ${heading}\n${this.strict ? 'FAILED (nothing may be skipped in CI)' : 'SKIPPED'}: ${reason}`);
    this.#add(this.strict ? { failed: 1 } : { skipped: 1 });
  }

  async #step(heading, args, judge) {
    console.log(`\n== ${heading}`);
    const onOutput = (text) => process.stdout.write(text);
    const { code, output } = await run(process.execPath, args, { onOutput, timeLimit: TIME_LIMIT });
    const counts = judge(output, code);
    console.log(counts.failed > 0 ? `FAILED: ${heading} (exit code ${code})` : 'ok');
    this.#add(counts);
  }

  #add(counts) {
    for (const [name, count] of Object.entries(counts)) this.counts[name] += count;
  }
}
