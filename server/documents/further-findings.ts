import type { Finding } from '../core/base/finding.js';
import type { SegmentResult } from '../core/incremental/segment-result.js';

/** Findings of a segment besides those of its text, e.g. from what the deployment knows about the pools it names. */
export type FurtherFindings = (result: SegmentResult) => readonly Finding<'segment'>[];

export const NOTHING_FURTHER: FurtherFindings = () => [];
