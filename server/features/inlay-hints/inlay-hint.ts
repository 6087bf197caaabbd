/** A note that an editor shows behind a place, as if it were part of the text. */
export interface InlayHint {
  /** The offset behind which it is shown. */
  readonly at: number;
  readonly label: string;
  readonly tooltip: string;
}
