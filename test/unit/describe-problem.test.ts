import assert from 'node:assert/strict';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { describeProblem } from '../../server/core/jsone/describe-problem.js';
import { problemFixes } from '../../server/core/services/problem-fixes.js';
import { parse } from '../../server/core/syntax/parse.js';
import { evaluateText } from '../support/jsone.js';

const EVENT = {
  pull_request: { sha: 'a', draft: true, title: null, labels: ['x'] },
  commits: [{ id: 'b' }],
  none: [],
  after: 'c',
  count: 3,
};

/** A template, what is said of it for that event, and what it becomes by the first fix. */
const CASES: readonly (readonly [text: string, said: string, repaired?: string])[] = [
  [
    '${event.pull_request.shaa}',
    '[shaa] event.pull_request has no property "shaa". Did you mean "sha"?',
    '${event.pull_request.sha}',
  ],
  ['${event.ref}', '[ref] event has no property "ref".'],
  ['$eval: event.ref', '[ref] event has no property "ref".'],
  [
    "$if: '!(event.ref)'",
    '[ref] event has no property "ref". To test for it, write "ref" in event.',
    `$if: '!("ref" in event && event.ref)'`,
  ],
  [
    '$if: event.ref',
    '[ref] event has no property "ref". To test for it, write "ref" in event.',
    `$if: "'ref' in event && event.ref"`,
  ],
  [
    '{$if: "event.count > 1 && event.pull_request.user.login == \'x\'", then: 1}',
    '[user] event.pull_request has no property "user". To test for it, write "user" in event.pull_request.',
    "{$if: \"event.count > 1 && 'user' in event.pull_request && event.pull_request.user.login == 'x'\", then: 1}",
  ],
  [
    '$eval: "event.count == 1 || !(len(event.parents) > 1)"',
    '[parents] event has no property "parents". To test for it, write "parents" in event.',
    `$eval: "event.count == 1 || !('parents' in event && len(event.parents) > 1)"`,
  ],
  [
    '{$switch: {"event.ref == 1": 1}}',
    '[ref] event has no property "ref". To test for it, write "ref" in event.',
    `{$switch: {"'ref' in event && event.ref == 1": 1}}`,
  ],
  ['$eval: (event || 1).ref', '[ref] A boolean has no properties such as "ref".'],
  ['${event.after.id}', '[id] event.after is a string and has no property "id".'],
  ['${event.pull_request.title.x}', '[x] event.pull_request.title is null and has no property "x".'],
  [
    '$eval: "!event.after"',
    '[!event.after] "!" binds tighter than ".": write !(event.after), or !("after" in event) if it can be missing.',
    '$eval: "!(event.after)"',
  ],
  ['$eval: -event.count', '[-event.count] "-" binds tighter than ".": write -(event.count).', '$eval: -(event.count)'],
  [
    '$eval: "!event.pull_request.draft && 1"',
    '[!event.pull_request.draft] "!" binds tighter than ".": write !(event.pull_request.draft).',
    '$eval: "!(event.pull_request.draft) && 1"',
  ],
  [
    '$eval: "!defined(\'x\')"',
    '[!defined(\'x\')] "!" binds tighter than "(…)": write !(defined(\'x\')).',
    `$eval: "!(defined('x'))"`,
  ],
  [
    '$eval: "!event[\'x\']"',
    '[!event[\'x\']] "!" binds tighter than "[…]": write !(event[\'x\']).',
    `$eval: "!(event['x'])"`,
  ],
  ['$eval: (!event).x', '[x] A boolean has no properties such as "x".'],
  ['$eval: foo', '[foo] There is no variable "foo" here: neither the context nor a $let around it defines it.'],
  ['$eval: evnt.after', '[evnt] There is no variable "evnt" here. Did you mean "event"?', '$eval: event.after'],
  ['$eval: event.count[0]', '[event.count[0]] "[…]" takes a list, a mapping or a string, but event.count is a number.'],
  ['$eval: event.commits["a"]', '[event.commits["a"]] "[…]" of a list takes whole numbers, but this is a string.'],
  ['$eval: event.commits[0.5]', '[event.commits[0.5]] "[…]" of a list takes whole numbers.'],
  ['$eval: event[event.count]', '[event.count] "[…]" of a mapping takes a string, but event.count is a number.'],
  ['$eval: event.commits[2]', '[event.commits[2]] There is no element [2]: event.commits has only 1 element.'],
  ['$eval: event.none[0]', '[event.none[0]] There is no element [0]: event.none is empty.'],
  ['$eval: event.after - 1', '[-] "-" takes numbers, but event.after is a string.'],
  ['$eval: event.pull_request + 1', '[+] "+" takes two numbers or two strings, but event.pull_request is a mapping.'],
  [
    '$eval: event.after + event.count',
    '[+] "+" takes two numbers or two strings, not one of each. str() turns a number into a string.',
  ],
  ['$eval: -(event.after)', '[-] "-" takes a number, but event.after is a string.'],
  ['$eval: 1 in event.count', '[in] "in" looks in a list, a string or a mapping, but event.count is a number.'],
  ['$eval: event.count in event', '[in] In a mapping, "in" looks for a string, but event.count is a number.'],
  ['$eval: 1 / 0', '[0] This is zero, and division by zero is not possible.'],
  ['$eval: event.after()', '[event.after] Only a function can be called, but event.after is a string.'],
  ['$eval: len(event.count)', '[len] len() takes a string or a list, but event.count is a number.'],
  ['$eval: range(0, 1.5)', '[range] range() takes a whole number as argument 2, but 1.5 is not one.'],
  ['$eval: split(event.after)', '[split] split() takes 2 arguments, but is given 1.'],
  ['$eval: fromNow("1 dya")', '[1 dya] "1 dya" is not a time span. Did you mean "1 day"?', '$eval: fromNow("1 day")'],
  [
    'x ${event.commits}',
    '[${event.commits}] event.commits is a list, which cannot be inserted into a string. Use {$eval: …}, or turn it into a string with join() or $json.',
  ],
  ['$eval: len', '[len] len is a function. Call it: len(…).'],
  ['$json: [{$eval: len}]', '[[{$eval: len}]] This contains a function that is not called.'],
  [
    '{$map: {$eval: event.count}, each(x): 1}',
    '[{$eval: event.count}] $map needs a list or a mapping, but event.count is a number.',
  ],
  [
    '{$map: {$eval: event.pull_request}, each(x): 1}',
    '[1] The value of "each(x)" must give a mapping for each entry of a mapping, but this is a number.',
  ],
  [
    '{$merge: [{$eval: event.after}]}',
    '[{$eval: event.after}] The elements of $merge must be mappings, but event.after is a string.',
  ],
  [
    '{$switch: {"true": 1, "1 == 1": 2}}',
    '["true"] Only one condition of $switch may hold, but these do: true, 1 == 1.',
  ],
  [
    '{$let: {a: {$eval: b}, b: 1}, in: 1}',
    '[b] There is no variable "b" here: the values of a $let cannot use its other variables. Define it in a $let around this one.',
  ],
  ["$eval: '1 +'", '[+] The expression ends too early: nothing follows "+".'],
  ["$eval: '1 + * 2'", '[*] Nothing comes before "*".'],
  ['{$if: event, $then: 1}', '[$then] "$then" is written "then", without a dollar sign.', '{$if: event, then: 1}'],
];

describe('problems of templates in words', () => {
  for (const [text, said, repaired] of CASES) {
    it(text, () => {
      const tree = parse(text, 'yaml');
      const [problem, ...more] = evaluateText(text, { event: EVENT }).problems;
      assert.ok(problem);
      assert.deepEqual(more, []);
      const described = describeProblem(problem);
      const { message, span } = described;
      assert.equal(`[${text.slice(span.start, span.end)}] ${message}`, said);
      const [fix] = problemFixes(tree, described);
      assert.equal(fix && applyEdits(text, fix.edits), repaired);
    });
  }
});
