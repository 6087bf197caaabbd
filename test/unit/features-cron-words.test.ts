import assert from 'node:assert/strict';
import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { cronInWords } from '../../server/features/cron-words.js';

const WORDS: Readonly<Record<string, string | undefined>> = {
  '0 0 12 * * *': 'At 12:00',
  '0 0 9,21 * * MON-FRI': 'At 09:00 and 21:00, Monday through Friday',
  '0 */15 * * * *': 'Every 15 minutes',
  '*/15 * * * *': 'Every 15 minutes',
  '0 12 * * *': 'At 12:00',
  '30 0 4 1 * *': 'At 04:00:30, on day 1 of the month',
  '0 0 0 L * *': 'At 00:00, on the last day of the month',
  '0 0 0 ? * 5#2': 'At 00:00, on the second Friday of the month',
  '0 0 0 1 */3 *': 'At 00:00, on day 1 of the month, only in January, April, July, and October',
  // "Every 25 minutes" would be wrong at the end of the hour.
  '0 */25 * * * *': 'At 0, 25, and 50 minutes past the hour',
  '0 5/30 * * * *': 'At 5 and 35 minutes past the hour',
  '': 'Every minute',
  '@daily': 'At 00:00',
  '@weekends': 'At 00:00, only on Sunday and Saturday',
  '@dayly': undefined,
  '0 0 25 * * *': undefined,
  'H H * * *': undefined,
  '0 0 0 L,15 * *': undefined,
};

const number = (min: number, max: number) => fc.integer({ min, max }).map(String);

const field = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    number(min, max),
    fc.tuple(number(min, max), number(min, max)).map((ends) => ends.sort((a, b) => Number(a) - Number(b)).join('-')),
    fc.tuple(fc.constantFrom('*', String(min), '1', '1-5'), number(1, 12)).map(([base, step]) => `${base}/${step}`),
    fc.uniqueArray(number(min, max), { minLength: 2, maxLength: 3 }).map((values) => values.join(',')),
  );

const pattern = fc
  .tuple(
    fc.constant('0'),
    fc.constantFrom('0', '30', '*', '*/7', '*/20'),
    field(0, 23),
    field(1, 28),
    field(1, 12),
    field(0, 6),
  )
  .map((fields) => fields.join(' '));

/** The next times at which the hooks service fires. */
function timesOf(expression: string): string {
  const times = CronExpressionParser.parse(expression, { currentDate: new Date(0), tz: 'UTC' });
  return times
    .take(8)
    .map((time) => time.toISOString())
    .join('\n');
}

describe('cron in words', () => {
  for (const [expression, words] of Object.entries(WORDS)) {
    it(`says when "${expression}" fires`, () => assert.equal(cronInWords(expression), words));
  }

  it('says the same only for expressions that fire at the same times', () => {
    const known = new Map<string, { expression: string; times: string }>();
    fc.assert(
      fc.property(pattern, (expression) => {
        const words = cronInWords(expression);
        assert(words !== undefined, expression);
        const before = known.get(words);
        if (!before) known.set(words, { expression, times: timesOf(expression) });
        else if (before.expression !== expression)
          assert.equal(timesOf(expression), before.times, `${words}: ${before.expression} and ${expression}`);
      }),
      { numRuns: 150 },
    );
  });
});
