/** When "Concede now?" is asked: on the tenth day, whenever an officer wants, and as a hearing comes near. */
export type ReviewWhen = 'day_10' | 'officer' | 'days_20' | 'days_10' | 'days_5';

/** The three questions and their answers. */
export interface ReviewAnswers {
  /** Would the council take the same decision on what is known today? */
  sameToday: 'yes' | 'no' | 'not_sure';
  /** Is there evidence for each thing the council would have to show? */
  canShow: 'yes' | 'no' | 'in_part';
  /** What would settle it before the last five days, in words. */
  wouldSettle: string;
}

export type ReviewPath = 'unopposed' | 'settle_early' | 'consent' | 'withdraw' | 'contest';
