import assert from 'node:assert/strict';
import type {
  CodeAction,
  CodeActionContext,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  DOCUMENT_STATUS,
  DOCUMENT_TEXT,
  type DocumentMigration,
  type DocumentStatus,
  type DocumentText,
  MIGRATE_DOCUMENT,
} from '../../server/lsp/protocol.js';
import type { TestServer } from './server.js';

/** A document that the client has opened: its own copy of the text, and what one can ask the server about it. */
export class OpenDocument {
  private readonly copy: TextDocument;

  constructor(
    private readonly server: TestServer,
    readonly uri: string,
    languageId: string,
    version: number,
    text: string,
  ) {
    this.copy = TextDocument.create(uri, languageId, version, text);
  }

  get text(): string {
    return this.copy.getText();
  }

  get version(): number {
    return this.copy.version;
  }

  /** The position of the first `needle`, or of the character that many after it. */
  at(needle: string, plus = 0): Position {
    const offset = this.text.indexOf(needle);
    assert.notEqual(offset, -1, `${needle} is not in the text`);
    return this.copy.positionAt(offset + plus);
  }

  textIn(range: Range): string {
    return this.copy.getText(range);
  }

  /** Replaces the first `needle`, as an editor would send it. */
  async replace(needle: string, newText: string): Promise<void> {
    await this.change([{ range: { start: this.at(needle), end: this.at(needle, needle.length) }, text: newText }]);
  }

  /** Replaces the whole text. */
  async rewrite(text: string): Promise<void> {
    await this.change([{ text }]);
  }

  async change(contentChanges: readonly { readonly range?: Range; readonly text: string }[]): Promise<void> {
    await this.server.connection.sendNotification('textDocument/didChange', this.changeOf(contentChanges));
  }

  /** Changes the copy and gives the parameters that tell the server. */
  changeOf(contentChanges: readonly { readonly range?: Range; readonly text: string }[]): object {
    TextDocument.update(this.copy, [...contentChanges], this.version + 1);
    return { textDocument: { uri: this.uri, version: this.version }, contentChanges };
  }

  async close(): Promise<void> {
    await this.server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  /** The diagnostics of the current version, however this client gets them. */
  async diagnostics(): Promise<Diagnostic[]> {
    if (!this.server.options.pull) return this.published();
    const report = await this.pull();
    assert.equal(report.kind, 'full');
    return report.kind === 'full' ? report.items : [];
  }

  /** The rules that have something to say, in the order of the text. */
  async rules(): Promise<string[]> {
    return (await this.diagnostics()).map(({ code }) => String(code));
  }

  async pull(previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.ask('textDocument/diagnostic', { previousResultId });
  }

  /** Waits for the current version to be published. */
  async published(): Promise<Diagnostic[]> {
    const { inbox } = this.server;
    return inbox.until(() => inbox.publishedFor(this.uri).find(({ version }) => version === this.version)?.diagnostics);
  }

  /** What is offered at a position. */
  async completions(position: Position): Promise<CompletionItem[]> {
    const list = await this.ask<CompletionList | null>('textDocument/completion', { position });
    return list?.items ?? [];
  }

  /** Those that mend something. There are others for each finding: `suppressActions`. */
  async codeActions(at: Position | Range, only?: string[]): Promise<CodeAction[]> {
    return (await this.allCodeActions(at, only)).filter(({ title }) => !title.startsWith('Suppress '));
  }

  /** The offers to silence what is found, which must come after all others. */
  async suppressActions(at: Position | Range): Promise<CodeAction[]> {
    const all = await this.allCodeActions(at);
    const first = all.findIndex(({ title }) => title.startsWith('Suppress '));
    return first < 0 ? [] : all.slice(first);
  }

  private async allCodeActions(at: Position | Range, only?: string[]): Promise<CodeAction[]> {
    const range = 'line' in at ? { start: at, end: at } : at;
    const context: CodeActionContext = { diagnostics: [], ...(only && { only }) };
    return this.ask('textDocument/codeAction', { range, context });
  }

  async fixAll(): Promise<CodeAction | undefined> {
    const start = { line: 0, character: 0 };
    return (await this.codeActions(start, ['source.fixAll.taskcluster']))[0];
  }

  /** The text after a code action, which must be for this version of this document and nothing else. */
  after(action: CodeAction | undefined): string {
    const { changes = {}, documentChanges = [] } = action?.edit ?? {};
    const edits: TextEdit[] = [...(changes[this.uri] ?? [])];
    for (const change of documentChanges) {
      assert.ok('edits' in change && 'textDocument' in change, 'a change of a text');
      assert.deepEqual(change.textDocument, { uri: this.uri, version: this.version });
      edits.push(...change.edits.filter((edit): edit is TextEdit => 'newText' in edit));
    }
    return TextDocument.applyEdits(this.copy, edits);
  }

  async status(): Promise<DocumentStatus | null> {
    return this.server.connection.sendRequest(DOCUMENT_STATUS, { uri: this.uri });
  }

  async migration(): Promise<DocumentMigration | null> {
    return this.server.connection.sendRequest(MIGRATE_DOCUMENT, { uri: this.uri });
  }

  /** The text as the server has it. */
  async serverText(): Promise<string | undefined> {
    const answer: DocumentText | null = await this.server.connection.sendRequest(DOCUMENT_TEXT, { uri: this.uri });
    return answer?.text;
  }

  private ask<R>(method: string, params: object): Promise<R> {
    return this.server.connection.sendRequest(method, { textDocument: { uri: this.uri }, ...params });
  }
}
