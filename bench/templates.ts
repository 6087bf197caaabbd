// What it costs to open a template: all of the analysis, every event rendered.
// Machines are noisy: the median of several runs in one process counts, and the ratio to the bare reading of the text.
import { analyze } from '../server/core/analyze.js';
import { DEFAULT_CONFIG } from '../server/core/config/config.js';
import { parse } from '../server/core/syntax/parse.js';
import { nestedTemplate } from './nested-template.js';

const RUNS = 25;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Templates of three sizes: the whole analysis, and how it compares to reading alone. */
export function measureTemplates(): readonly object[] {
  return [5, 20, 50].map((tasks) => {
    const text = nestedTemplate(tasks);
    const document = { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' } as const;
    const first = time(() => analyze(document, DEFAULT_CONFIG));
    const whole = median(Array.from({ length: RUNS }, () => time(() => analyze(document, DEFAULT_CONFIG))));
    const reading = median(Array.from({ length: RUNS }, () => time(() => parse(text, 'yaml'))));
    const round = (value: number): number => Math.round(value * 10) / 10;
    return {
      tasks,
      kB: round(text.length / 1000),
      'first ms': round(first),
      'median ms': round(whole),
      'reading ms': round(reading),
      ratio: round(whole / reading),
      findings: analyze(document, DEFAULT_CONFIG).findings.length,
    };
  });
}
