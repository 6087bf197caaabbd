// The floor: what it costs merely to read a text, without positions, checks or a server.
import { load } from 'js-yaml';
import type { BenchDocument } from './documents.js';
import { type Measurements, rowOf } from './measurements.js';

/** Reads the piece that an edit touches, and the whole, with the parsers that the services use. */
export function measureFloor(document: BenchDocument, into: Measurements): void {
  const read = document.languageId === 'json' ? JSON.parse : load;
  const subject = document.languageId === 'json' ? 'JSON.parse' : 'js-yaml';
  const measure = (figure: 'floor: piece' | 'floor: whole', text: string, times: number): void => {
    const key = { subject, shape: document.shape, size: document.size, figure };
    const row = rowOf(into, { ...key, unit: 'ms', bytes: Buffer.byteLength(text), debounce: 0 });
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      read(text);
      row.values.push(performance.now() - start);
    }
  };
  measure('floor: piece', document.piece, 50);
  measure('floor: whole', document.text, document.size === 'large' ? 2 : 5);
}
