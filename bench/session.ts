// A document that is open in a server, and the diagnostics of its changes.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Answer, type Connection, startServer } from './connection.js';
import type { BenchDocument, Site } from './documents.js';
import type { ServerSpec } from './servers.js';

export interface Diagnostic {
  readonly range: { readonly start: Site; readonly end: Site };
  readonly severity?: number;
  readonly message: string;
}

/** What the diagnostics must say to count as those of this state of the text. */
export interface Expected {
  /** How many mistakes there are. Hints are not mistakes. */
  readonly mistakes: number;
  /** The site whose line has one of them, or has none. */
  readonly site?: { readonly line: number; readonly isWrong: boolean };
}

export interface Session {
  readonly spec: ServerSpec;
  readonly document: BenchDocument;
  readonly connection: Connection;
  readonly uri: string;
  version: number;
  /** The last diagnostics. */
  diagnostics: readonly Diagnostic[];
  /** How many diagnostics came that were not those of the newest text. */
  early: number;
}

/** Where the documents seem to be. Globs do not look into folders whose names begin with a dot. */
const PLACE = join(tmpdir(), 'taskcluster-bench');

/** A server that rejects the version of the text, or was busy with another one, wants to be asked again. */
const ASK_AGAIN = new Set([-32800, -32801, -32802]);

const PATIENCE_MS = 120_000;

/** Starts a server fresh and brings it to the point where a document can be opened. */
export async function startSession(spec: ServerSpec, document: BenchDocument): Promise<Session> {
  const connection = startServer(spec.command, spec.configuration);
  const root = pathToFileURL(PLACE).href;
  const { answer } = connection.request('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'bench' }],
    initializationOptions: spec.initializationOptions,
    capabilities: capabilities(spec.pulls),
  });
  const { error } = await answer;
  if (error) throw new Error(`${spec.name} does not start: ${error.message}`);
  connection.notify('initialized', {});
  connection.notify('workspace/didChangeConfiguration', { settings: spec.configuration });
  const uri = pathToFileURL(join(PLACE, document.fileName)).href;
  return { spec, document, connection, uri, version: 0, diagnostics: [], early: 0 };
}

function capabilities(pulls: boolean): object {
  return {
    general: { positionEncodings: ['utf-16'] },
    workspace: { configuration: true, workspaceFolders: true },
    textDocument: {
      synchronization: { didSave: true },
      publishDiagnostics: { versionSupport: true, relatedInformation: true },
      ...(pulls && { diagnostic: { dynamicRegistration: false } }),
      hover: { contentFormat: ['markdown', 'plaintext'] },
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } } },
    },
  };
}

/** Opens the document. Gives the time to its diagnostics. */
export function open(session: Session): Promise<number> {
  const { languageId, text, mistakes } = session.document;
  const textDocument = { uri: session.uri, languageId, version: ++session.version, text };
  return diagnosticsOf(session, { mistakes }, () =>
    session.connection.notify('textDocument/didOpen', { textDocument }),
  );
}

/** Types (or takes away) an underscore at a site. Gives the time to the diagnostics that show it. */
export function toggle(session: Session, site: Site, isWrong: boolean): Promise<number> {
  const change = isWrong ? () => type(session, site, '_') : () => remove(session, site, 1);
  return diagnosticsOf(session, expectedAfter(session, site, isWrong), change);
}

/** What a text with or without a mistake at the site must be told. */
export function expectedAfter({ document }: Session, { line }: Site, isWrong: boolean): Expected {
  return { mistakes: document.mistakes + (isWrong ? 1 : 0), site: { line, isWrong } };
}

/** Types at a place. Gives the time of sending. */
export function type(session: Session, start: Site, text: string): number {
  return change(session, { start, end: start }, text);
}

/** Deletes a number of characters after a place. Returns the time of sending. */
export function remove(session: Session, start: Site, count: number): number {
  return change(session, { start, end: { line: start.line, character: start.character + count } }, '');
}

function change(session: Session, range: Diagnostic['range'], text: string): number {
  const textDocument = { uri: session.uri, version: ++session.version };
  return session.connection.notify('textDocument/didChange', { textDocument, contentChanges: [{ range, text }] });
}

/** Sends something and waits for the diagnostics of the text as it is then. Gives the time it took. */
export async function diagnosticsOf(session: Session, expected: Expected, send: () => number): Promise<number> {
  if (!session.spec.pulls) return pushed(session, expected, send);
  const sentAt = send();
  return (await pulled(session, expected)) - sentAt;
}

/** Asks until the diagnostics are those of the newest text. Gives the time of their arrival. */
export async function pulled(session: Session, expected: Expected): Promise<number> {
  for (;;) {
    const { result, error, at } = await pull(session).answer;
    if (error && ASK_AGAIN.has(error.code)) continue;
    if (error) throw new Error(error.message);
    session.diagnostics = (result as { items: Diagnostic[] }).items;
    // What was asked for after the change must know of it: anything else is a fault.
    if (!isExpected(session.diagnostics, expected)) throw new Error(surprise(session, expected));
    return at;
  }
}

/** Asks for the diagnostics once. */
export function pull({ connection, uri }: Session): { readonly id: number; readonly answer: Promise<Answer> } {
  return connection.request('textDocument/diagnostic', { textDocument: { uri } });
}

function pushed(session: Session, expected: Expected, send: () => number): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new Error(surprise(session, expected)))), PATIENCE_MS);
    const forget = session.connection.listen((method, params, at) => {
      if (method !== 'textDocument/publishDiagnostics') return;
      const { uri, diagnostics } = params as { uri: string; diagnostics: Diagnostic[] };
      if (uri !== session.uri) return;
      session.diagnostics = diagnostics;
      if (isExpected(diagnostics, expected)) finish(() => resolve(at - sentAt));
      else session.early++;
    });
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      forget();
      settle();
    };
    const sentAt = send();
  });
}

function isExpected(diagnostics: readonly Diagnostic[], { mistakes, site }: Expected): boolean {
  const found = diagnostics.filter(isMistake);
  if (found.length !== mistakes) return false;
  return site === undefined || found.some(({ range }) => range.start.line === site.line) === site.isWrong;
}

/** Errors and warnings: the peers call some of what a schema refuses a warning. */
function isMistake({ severity = 1 }: Diagnostic): boolean {
  return severity <= 2;
}

function surprise({ spec, document, diagnostics }: Session, { mistakes, site }: Expected): string {
  const found = diagnostics.filter(isMistake);
  const first = found.slice(0, 3).map(({ message, range }) => `${range.start.line}: ${message}`);
  const where = site ? `, one of them ${site.isWrong ? '' : 'not '}in line ${site.line}` : '';
  return `${spec.name} should find ${mistakes} mistakes in ${document.fileName}${where}; it found ${found.length}: ${first.join(' | ')}`;
}
