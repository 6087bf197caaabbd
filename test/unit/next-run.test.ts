import assert from 'node:assert/strict';
import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { nextRun } from '../../server/core/services/hooks/next-run.js';

const NOW = Date.parse('2026-01-31T12:00:00Z');

/** From each schedule to its next time after that, or to undefined. */
const NEXT: Readonly<Record<string, string | undefined>> = {
  '0 0 12 * * *': '2026-02-01T12:00:00.000Z',
  '30 0 12 * * *': '2026-01-31T12:00:30.000Z',
  '@hourly': '2026-01-31T13:00:00.000Z',
  // On the 13th, and on each Friday.
  '0 0 0 13 * 5': '2026-02-06T00:00:00.000Z',
  '0 0 0 29 2 *': '2028-02-29T00:00:00.000Z',
  '0 0 0 L * *': undefined,
  '0 0 0 * * 5#2': undefined,
  'H H * * *': undefined,
  '0 0 25 * * *': undefined,
  nonsense: undefined,
};

describe('the next time at which a hook fires', () => {
  for (const [pattern, time] of Object.entries(NEXT)) {
    it(`${pattern}: ${time}`, () => {
      const next = nextRun(pattern, NOW);
      assert.equal(next && new Date(next).toISOString(), time);
    });
  }

  it('is that of cron-parser, which the hooks service uses', () => {
    const field = (min: number, max: number): fc.Arbitrary<string> => {
      const value = fc.integer({ min, max }).map(String);
      const list = fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map((values) => values.join(','));
      return fc.oneof(fc.constantFrom('*', '*/7'), list);
    };
    const fields = fc.tuple(field(0, 59), field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 7));
    fc.assert(
      fc.property(fields, fc.integer({ min: 0, max: 4e12 }), (parts, now) => {
        const pattern = parts.join(' ');
        const options = { currentDate: new Date(now), tz: 'UTC' };
        assert.equal(nextRun(pattern, now), CronExpressionParser.parse(pattern, options).next().getTime());
      }),
    );
  });
});
