import type { Finding } from '../core/base/finding.js';
import type { SegmentResult } from '../core/incremental/segment-result.js';

/** What is said of a segment besides its own findings, e.g. what the deployment knows of the pools it names. */
export type FurtherFindings = (result: SegmentResult) => readonly Finding<'segment'>[];

export const NOTHING_FURTHER: FurtherFindings = () => [];
