import assert from 'node:assert/strict';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { analyzeIsolated, analyzeSegment } from '../../server/core/incremental/analyze-segment.js';
import type { SegmentResult } from '../../server/core/incremental/segment-result.js';
import { openDocument } from '../../server/core/incremental/segmented-document.js';

const REST = {
  created: '2024-05-06T07:08:09Z',
  deadline: '2024-05-07T07:08:09Z',
  metadata: { name: 'n', description: 'd', owner: 'o@example.com', source: 'https://example.com/' },
};
const TASKS = [
  { image: 'node', maxRunTime: 60, capabilities: { privileged: true, devices: { kvm: true } } },
  { command: [['make']], maxRunTime: 3600, features: { interactive: true, liveLog: false } },
  { command: ['make'], maxRunTime: 7200 },
  { upstreamArtifacts: [] },
].map((payload) => ({ taskQueueId: 'proj-x/ci', ...REST, scopes: ['assume:x'], payload }));

const EXPECTED = ['docker 60 privileged kvm', 'posix 3600 interactive', 'windows 7200 ', undefined];

/** What is known of the payloads, and the text at their places. */
function payloadsIn({ references }: SegmentResult, text: string): unknown[] {
  return references.map(({ payloads = [] }) =>
    payloads.map(({ summary, places }) => {
      const { format, maxRunTime, asks } = places();
      const at = [format, ...(maxRunTime ? [maxRunTime] : []), ...asks].map(({ start, end }) => text.slice(start, end));
      return { summary, at };
    }),
  );
}

describe('the summary of a payload', () => {
  for (const syntax of ['json', 'yaml'] as const) {
    it(`is the same on the fast path as through the tree, with its places: ${syntax}`, () => {
      // JSON is YAML, too, but the fast path only takes block style.
      const text = syntax === 'json' ? JSON.stringify(TASKS, null, 2) : TASKS.map(block).join('');
      const fileName = `tasks.${syntax === 'json' ? 'json' : 'yml'}`;
      const { segments, ...frame } = openDocument({ fileName, syntax, text, selection: 'auto' }, 0);
      assert.equal(segments.length, TASKS.length);
      const summaries = segments.map((segment) => {
        const fast = payloadsIn(analyzeSegment(frame, segment, DEFAULT_CONFIG), segment.text);
        assert.deepEqual(fast, payloadsIn(analyzeIsolated(frame, segment, DEFAULT_CONFIG), segment.text));
        return fast.flat()[0] as
          | { summary: { format: string; maxRunTime: number; asks: string[] }; at: string[] }
          | undefined;
      });
      assert.deepEqual(
        summaries.map((one) => one && `${one.summary.format} ${one.summary.maxRunTime} ${one.summary.asks.join(' ')}`),
        EXPECTED,
      );
      const quote = syntax === 'json' ? '"' : '';
      assert.deepEqual(
        summaries.map((one) => one?.at.map((at) => at.replaceAll(quote, ''))),
        [['image', '60', 'privileged', 'kvm'], ['command', '3600', 'interactive'], ['command', '7200'], undefined],
      );
    });
  }
});

/** A task as an item of a list, with its payload in block style. */
function block({ payload, ...task }: (typeof TASKS)[number]): string {
  const lines = [
    ...Object.entries(task).map(written),
    'payload:',
    ...Object.entries(payload).map((entry) => `  ${written(entry)}`),
  ];
  return lines.map((line, i) => `${i === 0 ? '- ' : '  '}${line}\n`).join('');
}

function written([key, value]: [string, unknown]): string {
  return `${key}: ${JSON.stringify(value).replace(/"([A-Za-z]+)":/g, '$1: ')}`;
}
