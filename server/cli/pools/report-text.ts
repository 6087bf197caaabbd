import { isBeingDeleted } from '../../core/deployment/lifecycle.js';
import { reregistrationWords } from '../../core/deployment/text.js';
import type { Paint, Style } from '../color.js';
import { cleanRemote, cleanStart } from '../report/display.js';
import { counted } from '../report/report.js';
import { table } from '../report/table.js';
import { isNotReregistering, type PoolRow, type PoolsReport } from './row.js';

const COLUMNS = [
  { title: 'WORKER POOL' },
  { title: 'RUNNING', right: true },
  { title: 'REQUESTED', right: true },
  { title: 'STOPPING', right: true },
  { title: 'MIN', right: true },
  { title: 'MAX', right: true },
  { title: 'PENDING', right: true },
  { title: 'CLAIMED', right: true },
  { title: 'PROVIDER' },
  { title: 'RE-REGISTERS' },
] as const;

/** The report for people: a table and a summary line. `?` means unknown, `-` means that the pool has no such value. */
export function poolsText(paint: Paint): (report: PoolsReport, onlyNotReregistering: boolean) => string {
  return (report, onlyNotReregistering) => {
    const summary = onlyNotReregistering ? wantingText(report, paint) : summaryText(report, paint);
    if (report.rows.length === 0) return `${summary}\n`;
    return `${table(COLUMNS, report.rows.map(cells), paint)}\n${summary}\n`;
  };
}

function cells({ pool, counts }: PoolRow): { text: string; style?: Style }[] {
  const number = (value: number | undefined, missing: string) => ({ text: value === undefined ? missing : `${value}` });
  const deleted = isBeingDeleted(pool);
  const reregistration = reregistrationWords(pool).text.replace(/^re-registers /, '');
  return [
    { text: cleanStart(cleanRemote(pool.workerPoolId)), style: 'bold' },
    number(pool.capacity?.running, '?'),
    number(pool.capacity?.requested, '?'),
    number(pool.capacity?.stopping, '?'),
    number(pool.minCapacity, '-'),
    number(pool.maxCapacity, '-'),
    number(counts?.pending, '?'),
    number(counts?.claimed, '?'),
    { text: deleted ? `${cleanRemote(pool.providerId)} (being deleted)` : cleanRemote(pool.providerId) },
    isNotReregistering(pool) ? { text: reregistration, style: 'yellow' } : { text: reregistration },
  ];
}

function summaryText({ rootUrl, total, notReregistering }: PoolsReport, paint: Paint): string {
  if (total === 0) return `No worker pools at ${rootUrl}.`;
  const wanting =
    notReregistering === 0 ? '' : `, ${paint('yellow', `${notReregistering} not configured to re-register`)}`;
  return `${counted(total, 'worker pool')} at ${rootUrl}${wanting}.`;
}

function wantingText({ rootUrl, total, notReregistering }: PoolsReport, paint: Paint): string {
  if (total === 0) return `No worker pools at ${rootUrl}.`;
  const of = `of ${counted(total, 'worker pool')} at ${rootUrl}`;
  if (notReregistering === 0) return `${paint('green', 'None')} ${of} needs re-registration to be configured.`;
  const are = notReregistering === 1 ? 'is' : 'are';
  return `${paint('yellow', `${notReregistering}`)} ${of} ${are} not configured to re-register: set lifecycle.reregistrationTimeout in the config of each, in seconds (345600 is 4 days).`;
}
