import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../core/analyze.js';
import type { Config } from '../core/config.js';
import { type SourceDocument, type Syntax, syntaxOf } from '../core/document.js';
import { type LineIndex, lineIndex } from '../core/text.js';
import { attempt, type Log } from './log.js';
import { fileNameOf } from './uri.js';

/** One version of an open document under one configuration. What is computed of it is computed once. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  /** Names what `analysis` gives; another text or configuration has another one. */
  readonly resultId: string;
  readonly source: SourceDocument;
  readonly config: Config;
  readonly lines: LineIndex;
  analysis(): Analysis;
}

/** The snapshots of the open documents. All of it can be thrown away at any time. */
export interface Snapshots {
  get(document: TextDocument): Snapshot;
  /** How long the last analysis of a document took, in milliseconds. */
  lastDuration(uri: string): number;
  /** The document has changed. */
  drop(uri: string): void;
  /** The document is gone. */
  forget(uri: string): void;
  /** The configuration has changed. */
  clear(): void;
}

/** How a document is to be analysed, by its URI. */
export type ConfigOf = (uri: string) => Pick<SourceDocument, 'selection'> & { readonly config: Config };

const NOTHING: Analysis = { kind: 'none', findings: [], references: [] };

/** Makes the cache of snapshots. */
export function createSnapshots(configOf: ConfigOf, log: Log): Snapshots {
  const cache = new Map<string, Snapshot>();
  const durations = new Map<string, number>();
  let results = 0;

  const take = (document: TextDocument): Snapshot => {
    const { uri, version } = document;
    const { config, selection } = configOf(uri);
    const fileName = fileNameOf(uri);
    const syntax = syntaxFor(document.languageId, fileName);
    const source: SourceDocument = { fileName, syntax: syntax ?? 'yaml', text: document.getText(), selection };
    const run = (): Analysis => {
      if (syntax === undefined) return NOTHING;
      const begin = performance.now();
      const analysis = attempt(log, `Analysing ${uri}`, NOTHING, () => analyze(source, config));
      durations.set(uri, performance.now() - begin);
      return analysis;
    };
    results++;
    return {
      uri,
      version,
      resultId: String(results),
      source,
      config,
      lines: lineIndex(source.text),
      analysis: once(run),
    };
  };

  return {
    get(document) {
      const snapshot = cache.get(document.uri) ?? take(document);
      cache.set(document.uri, snapshot);
      return snapshot;
    },
    lastDuration: (uri) => durations.get(uri) ?? 0,
    drop: (uri) => void cache.delete(uri),
    forget(uri) {
      cache.delete(uri);
      durations.delete(uri);
    },
    clear: () => cache.clear(),
  };
}

/** The language of the editor counts, as the user may have chosen it; then the file name. */
function syntaxFor(languageId: string, fileName: string): Syntax | undefined {
  if (languageId === 'yaml' || languageId === 'json' || languageId === 'jsonc') return languageId;
  return syntaxOf(fileName);
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}
