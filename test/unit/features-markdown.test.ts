import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import {
  cut,
  escapeMarkdown,
  type Inline,
  paragraph,
  toMarkdown,
  toPlainText,
} from '../../server/features/hover/markdown.js';

// The most that a renderer can be told to do: HTML, links out of whatever looks like an address, any address at all.
const RENDERER = new MarkdownIt({ html: true, linkify: true });
RENDERER.validateLink = () => true;

/** The kinds of all tokens, and the text that is shown. */
function rendered(markdown: string): { kinds: string[]; text: string } {
  const tokens = RENDERER.parse(markdown, {}).flatMap((token): Token[] => [token, ...(token.children ?? [])]);
  return {
    kinds: [...new Set(tokens.map(({ type }) => type))].filter(
      (type) => !['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special'].includes(type),
    ),
    text: tokens
      .filter(({ type }) => type === 'text' || type === 'text_special')
      .map(({ content }) => content)
      .join(''),
  };
}

/** The text on one line, without what cannot be shown. */
function asShown(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, '\ufffd')
    .trim();
}

const HARD: readonly string[] = [
  '[link](https://example.com)',
  '![image](https://example.com/x.png)',
  '[ref]: https://example.com',
  '[x][ref]',
  'https://example.com/a?b=c#d',
  'http://localhost:8080',
  '//localhost/x',
  'www.example.com',
  'example.com',
  'mailto:me@example.com',
  'me@example.com',
  'ftp://example.com',
  '<https://example.com>',
  '<me@example.com>',
  '<img src=x onerror=alert(1)>',
  '<script>x</script>',
  '<!-- x -->',
  '&lt;b&gt; &amp; &#60; &copy;',
  '&#36;(alert)',
  '[run](command:workbench.action.terminal.new)',
  'command:workbench.action.quit',
  '$(alert) $(sync~spin)',
  ':tada: :smile:',
  '`code` ``more``',
  '```\nfence\n```',
  '~~~\nfence\n~~~',
  '    indented',
  '\tindented',
  '# heading',
  '#123; heading',
  'text\n===',
  'text\n---',
  '---',
  '***',
  '- item',
  ' - item',
  '+ item',
  '* item',
  '1. item',
  '1) item',
  '- [x] done',
  '> quote',
  '| a | b |\n|---|---|\n| c | d |',
  '*em* **strong** _em_ __strong__ ~~gone~~ ~sub~ ^sup^ ==mark==',
  'snake_case_name and *star',
  'line one  \nline two',
  'line one\\\nline two',
  'a\r\nb\u2028c\u0085d',
  'ends with a backslash\\',
  '\\[escaped\\](already)',
  '![a](data:image/svg+xml;base64,AAAA)',
  'a \u202eevil\u202c b',
  '[^1] and ^[note]',
  '$x$ $$y$$',
  '{{ braces }} ${interpolations}',
  '"quotes" \'more\' -- ... (c)',
  '',
];

describe('text from afar', function () {
  this.timeout(30_000);

  for (const text of HARD) {
    it(`stays text: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(rendered(escapeMarkdown(text)), { kinds: [], text: asShown(text) });
      assert.deepEqual(rendered(`Error: ${escapeMarkdown(text)} end`).kinds, []);
    });
  }

  it('stays text, whatever it is', () => {
    const mark = fc.constantFrom(
      ...'\\`*_{}[]()<>#+-.!|~$:@&/^="\'; \n\t%?,1a'.split(''),
      ...['http', '://', 'www.', 'x.com', '](', '![', '```', '<a>', '&#', '$(', '\u00a0', '。', '\ud800', '\u202e'],
    );
    const text = fc.oneof(
      fc.array(mark, { maxLength: 30 }).map((marks) => marks.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (body) => {
        assert.deepEqual(rendered(escapeMarkdown(body)), { kinds: [], text: asShown(body) });
      }),
      { numRuns: 3000 },
    );
  });

  it('stays text where several texts meet, and beside what is not text', () => {
    const segment = fc.constantFrom(
      ...'\\`*_[]()<>#+-.!|~$:@&/= 1a'.split(''),
      ...['http:', 'www', 'x.com', '![', '&#', 'amp;', ':tada', '<a', 'me@', '\n', '---', '$(alert)', '//x'],
    );
    const text = fc.array(segment, { maxLength: 8 }).map((segments) => segments.join(''));
    const part: fc.Arbitrary<Inline> = fc.oneof(
      { weight: 3, arbitrary: text },
      text.map((words): Inline => ({ kind: 'strong', text: `x${words}x` })),
      text.map((words): Inline => ({ kind: 'code', text: words })),
      fc.constant<Inline>({ kind: 'link', text: 'page', url: 'https://example.com' }),
    );
    const allowed = ['code_inline', 'strong_open', 'strong_close', 'link_open', 'link_close', 'hardbreak', 'softbreak'];
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.array(part, { maxLength: 4 }), (one, two) => {
        const lines = [one, two];
        const { kinds } = rendered(toMarkdown([paragraph(...lines)]));
        assert.deepEqual(
          kinds.filter((kind) => !allowed.includes(kind)),
          [],
        );
        const links = RENDERER.parse(toMarkdown([paragraph(...lines)]), {}).flatMap(({ children }) =>
          (children ?? []).filter(({ type }) => type === 'link_open'),
        );
        const own = lines.flat().filter((one) => typeof one !== 'string' && one.kind === 'link');
        assert.equal(links.length, own.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads as it is in editors that show Markdown as it stands', () => {
    const plain = [
      'taskQueueId: string (required)',
      'a {b} + c = d | e # f, 1.5 - 2: yes!',
      'snake_case_name at 12:30',
      'R&D, 3 < 4 > 2, ${interpolation}, C:\\dir\\x, ^caret',
      'assume:repo:github.com/x'.replace('.com', ''),
    ];
    for (const text of plain) assert.equal(escapeMarkdown(text), text);
    const line = toMarkdown([paragraph([{ kind: 'strong', text: 'taskQueueId' }, ': string', ' (required)'])]);
    assert.equal(line, '**taskQueueId**: string (required)');
    assert.equal(toMarkdown([paragraph([{ kind: 'code', text: '${domain}-${level}' }])]), '`${domain}-${level}`');
  });

  it('is not an icon in the source either', () => {
    // VS Code looks for icons in what the renderer made, where an escape is already gone; an entity is not.
    assert.equal(escapeMarkdown('$(alert)'), '&#36;(alert)');
  });

  it('stays text in every part of a hover', () => {
    for (const text of HARD.filter((one) => one.trim() !== '')) {
      const parts = [
        { kind: 'code', text },
        { kind: 'strong', text },
        { kind: 'link', text, url: 'javascript:alert(1)' },
        { kind: 'link', text, url: 'command:x' },
      ] as const;
      for (const part of parts) {
        const { kinds } = rendered(toMarkdown([paragraph(['a ', part])]));
        assert.deepEqual(
          kinds.filter((kind) => !['code_inline', 'strong_open', 'strong_close'].includes(kind)),
          [],
          `${part.kind} ${text}`,
        );
      }
      const image = rendered(
        toMarkdown([paragraph([{ kind: 'image', alt: text, uri: 'data:image/svg+xml;base64,AA==' }])]),
      );
      assert.deepEqual(image.kinds, ['image']);
      const list = rendered(toMarkdown([{ kind: 'list', lines: [[text]] }]));
      assert.deepEqual(list.kinds, ['bullet_list_open', 'list_item_open', 'list_item_close', 'bullet_list_close']);
    }
  });

  it('cannot end the address of a link', () => {
    const url = 'https://example.com/a)[x](command:y) <b>';
    const markdown = toMarkdown([paragraph([{ kind: 'link', text: 'page', url }])]);
    assert.equal(markdown, '[page](https://example.com/a%29%5bx%5d%28command:y%29%20%3cb%3e)');
    assert.deepEqual(rendered(markdown).kinds, ['link_open', 'link_close']);
  });
});

describe('plain text', () => {
  it('leaves out pictures and shows addresses', () => {
    const blocks = [
      paragraph(
        [{ kind: 'image', alt: 'bar', uri: 'data:,' }],
        [{ kind: 'strong', text: 'a*b' }, ' is ', { kind: 'own', markdown: '`x`' }],
      ),
      paragraph([{ kind: 'link', text: 'page', url: 'https://example.com' }]),
    ];
    assert.equal(toPlainText(blocks), 'a*b is x\n\npage: https://example.com');
  });

  it('is cut between characters', () => {
    assert.equal(cut('a😀b', 3), 'a😀b');
    assert.equal(cut('a😀bc', 3), 'a😀…');
  });
});
