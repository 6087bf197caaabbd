import type { Config } from './config.js';
import type { DocumentKind, SourceDocument } from './document.js';
import type { Finding } from './finding.js';
import { aliasTargets } from './jsone/reads.js';
import { judgeDocument, renderDocument } from './judgement/judge-document.js';
import { planMigration } from './migration/plan.js';
import { buildModel } from './model/build.js';
import type { DocumentModel } from './model/model.js';
import { once } from './once.js';
import { RULES } from './rules/registry.js';
import type { RuleContext } from './rules/rule.js';
import { parse } from './syntax/parse.js';

/** What there is to say about a document. */
export interface Analysis {
  readonly kind: DocumentKind;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
}

/**
 * Judges a document. Synchronous, deterministic, and it never throws: what is broken becomes a finding.
 * The same text, name and config give the same findings in the editor and on the command line.
 */
export function analyze(document: SourceDocument, config: Config): Analysis {
  const model = buildModel(document, parse(document.text, document.syntax));
  return { kind: model.kind, findings: model.kind === 'none' && !model.tree.limit ? [] : findingsOf(model, config) };
}

/** Runs every rule that is not off. */
export function findingsOf(model: DocumentModel, config: Config): Finding[] {
  const renderings = once(() => renderDocument(model));
  const context: RuleContext = {
    model,
    pairs: once(() => planMigration(model)),
    aliased: once(() => aliasTargets(model.tree.roots)),
    renderings,
    judgement: once(() => judgeDocument(model, renderings())),
  };
  const findings: Finding[] = [];
  for (const rule of RULES) {
    const setting = config.rules[rule.id];
    if (setting === 'off') continue;
    for (const finding of rule.check(context)) {
      findings.push({ fixes: [], ...finding, rule: rule.id, severity: setting ?? finding.severity ?? rule.severity });
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
