import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TIMEOUT_MS, withServer } from '../support/server.js';
import { BAD, PAIR } from '../support/texts.js';

/** Segments that are hard to count: line breaks of three kinds, surrogate pairs and halves, a BOM, combining marks. */
const segment = fc.constantFrom(
  '\n',
  '\r\n',
  '\r',
  '😀',
  '\ud83d',
  '\ude00',
  'e\u0301',
  '\ufeff',
  '\u2028',
  'ab: ',
  '  ',
  '',
);
const text = fc.array(segment, { maxLength: 40 }).map((segments) => segments.join(''));
const place = fc.record({ line: fc.nat({ max: 12 }), character: fc.nat({ max: 20 }) });
const edit = fc.record({ a: place, b: place, text });
/** One notification with several edits, each for the text after the one before. */
const notifications = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

/** As an editor would send them: each from the earlier place to the later one, on lines that the text has by then. */
function toChanges(edits: readonly { a: Place; b: Place; text: string }[], before: string): Change[] {
  const copy = TextDocument.create('', '', 0, before);
  return edits.map((edit) => {
    const [a, b] = [edit.a, edit.b].map(({ line, character }) => ({
      line: Math.min(line, copy.lineCount - 1),
      character,
    })) as [Place, Place];
    const [start, end] = a.line < b.line || (a.line === b.line && a.character <= b.character) ? [a, b] : [b, a];
    const change = { range: { start, end }, text: edit.text };
    TextDocument.update(copy, [change], 0);
    return change;
  });
}
type Change = { range: { start: Place; end: Place }; text: string };
type Place = { line: number; character: number };

describe('incremental sync', function () {
  this.timeout(TIMEOUT_MS);

  it('keeps the text of the server equal to that of the client', () =>
    withServer({}, async (server) => {
      let opened = 0;
      const property = fc.asyncProperty(text, notifications, async (before, batches) => {
        const document = await server.open(`sync-${opened++}.yml`, before);
        for (const batch of batches) await document.change(toChanges(batch, document.text));
        assert.equal(await document.serverText(), document.text);
        await document.close();
      });
      await fc.assert(property, { numRuns: 200 });
    }));

  it('keeps the places of diagnostics right in a text with CRLF and surrogate pairs', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', BAD.replaceAll('\n', '\r\n'));
      await document.change([{ range: { start: document.at('task'), end: document.at('task') }, text: '# 😀😀\r\n' }]);
      await document.replace('B_Linux', 'b-LinuX');
      const [diagnostic] = await document.diagnostics();
      assert.equal(diagnostic?.range.start.line, 1);
      const [action] = await document.codeActions(diagnostic.range.start);
      assert.match(document.after(action), /^# 😀😀\r\ntaskQueueId: proj-test\/b-linux\r\n/);
    }));

  it('lets a text be written key by key', () =>
    withServer({}, async (server) => {
      const document = await server.open('task.yml', '');
      let end = { line: 0, character: 0 };
      for (const character of PAIR) {
        await document.change([{ range: { start: end, end }, text: character }]);
        end = character === '\n' ? { line: end.line + 1, character: 0 } : { ...end, character: end.character + 1 };
      }
      assert.equal(document.text, PAIR);
      assert.equal(await document.serverText(), PAIR);
      assert.deepEqual(new Set(await document.rules()), new Set(['prefer-task-queue-id']));
    }));
});
