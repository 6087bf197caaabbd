import assert from 'node:assert/strict';
import { CronExpressionParser } from 'cron-parser';
import { cronError } from '../../server/core/services/hooks/cron.js';

/** What the hooks service makes of an expression. */
function accepted(expression: string): boolean {
  try {
    CronExpressionParser.parse(expression, { currentDate: new Date(0) });
    return true;
  } catch {
    return false;
  }
}

const RIGHT = [
  '* * * * *',
  '0 0 9 * * 1-5',
  '*/15 * * * *',
  '0 9 * * MON-FRI',
  '0 0 1 jan,JUL *',
  '0 0 L * *',
  '0 0 ? * 5L',
  '0 0 * * 5#2',
  '0 0 * * 0-7',
  '0 0 29 2 *',
  'H H * * *',
  'H(0-30)/5 * * * *',
  '@daily',
  '@weekdays',
  '  0   0 * * *\n',
  '0 * * *',
  '',
];

const WRONG: readonly (readonly [string, string])[] = [
  ['@dayly', 'There is no schedule "@dayly". Did you mean "@daily"?'],
  [
    'daily',
    'The schedule "daily" has 1 field. It needs 5 (minute, hour, day of the month, month, day of the week) or 6, with the second first.',
  ],
  [
    '0 0 0 * * * 2026',
    'The schedule "0 0 0 * * * 2026" has 7 fields. It needs 5 (minute, hour, day of the month, month, day of the week) or 6, with the second first.',
  ],
  ['60 * * * *', 'The minute cannot be "60". It can be "*", 0 to 59, a range such as "0-4", or several with commas.'],
  [
    '0 0 * 13 *',
    'The month cannot be "13". It can be "*", 1 to 12 or JAN to DEC, a range such as "1-5", or several with commas.',
  ],
  [
    '0 0 * * FUN',
    '"FUN" is not a valid day of the week. It can be "*", 0 to 7 or SUN to SAT, a range such as "0-4", or several with commas.',
  ],
  ['0 9h * * *', '"9h" is not a valid hour. It can be "*", 0 to 23, a range such as "0-4", or several with commas.'],
  ['0 17-9 * * *', 'The hour "17-9" goes from 17 down to 9.'],
  ['*/0 * * * *', 'The minute "*/0" needs a number greater than 0 after the slash.'],
  ['1/2/3 * * * *', 'The minute "1/2/3" has an extra slash.'],
  ['1,,2 * * * *', 'The minute "1,,2" has an extra comma.'],
  ['5,5 * * * *', 'The minute "5,5" lists 5 twice.'],
  ['0 0 30 2 *', 'There is no day 30 in month 2.'],
  [
    '0 0 * * 5#6',
    '"5#6" is not a valid day of the week. "#" takes a single day before it and a number from 1 to 5 after it: "5#2" is the second Friday.',
  ],
];

describe('cron expressions', () => {
  for (const expression of RIGHT) {
    it(`accepts ${JSON.stringify(expression)}`, () => {
      assert.equal(accepted(expression), true);
      assert.equal(cronError(expression), undefined);
    });
  }

  for (const [expression, message] of WRONG) {
    it(`rejects ${JSON.stringify(expression)}`, () => {
      assert.equal(accepted(expression), false);
      assert.equal(cronError(expression), message);
    });
  }

  it('agrees with cron-parser on every combination of oddities in one field', () => {
    const parts = ['0', '1', '7', '12', '31', '59', '60', '*', '?', 'L', '-', ',', '/', '#', 'mon', 'jan', 'x', '.'];
    const wrong: string[] = [];
    for (const a of parts) {
      for (const b of ['', ...parts]) {
        for (const c of ['', '5', '-', '/']) {
          for (const field of [0, 2, 4]) {
            const expression = Array.from({ length: 5 }, (_, i) => (i === field ? a + b + c : '*')).join(' ');
            if (accepted(expression) !== (cronError(expression) === undefined)) wrong.push(expression);
          }
        }
      }
    }
    assert.deepEqual(wrong, []);
  });
});
