/** When "Concede now?" is asked: on the tenth day, whenever an officer wants, and as a hearing comes near. */
export type ReviewWhen = 'day_10' | 'officer' | 'days_20' | 'days_10' | 'days_5';
export const whenInWords: Record<ReviewWhen, string> = {
  day_10: 'By day 10',
  officer: 'When an officer looked again',
  days_20: '20 days before the hearing',
  days_10: '10 days before the hearing',
  days_5: '5 days before the hearing',
};

/** The three questions and their answers. */
export interface ReviewAnswers {
  /** Would the council take the same decision on what is known today? */
  sameToday: 'yes' | 'no' | 'not_sure';
  /** Is there evidence for each thing the council would have to show? */
  canShow: 'yes' | 'no' | 'in_part';
  /** What would settle it before the last five days, in words. */
  wouldSettle: string;
}
export const questions = {
  sameToday: 'Would the council take the same decision on what is known today?',
  canShow: 'Is there evidence for each thing the council would have to show?',
  wouldSettle: 'What would settle it before the last five days?',
} as const;
export const sameTodayInWords: Record<ReviewAnswers['sameToday'], string> = {
  yes: 'Yes',
  no: 'No',
  not_sure: 'Not sure',
};
export const canShowInWords: Record<ReviewAnswers['canShow'], string> = {
  yes: 'Yes, for each',
  in_part: 'For some',
  no: 'No',
};

export type ReviewPath = 'unopposed' | 'settle_early' | 'consent' | 'withdraw' | 'contest';

/** What the council does on a path, beside what the path does in law. To withdraw is the family's alone (rule 17). */
export const whatWeDo: Readonly<Record<ReviewPath, string>> = {
  unopposed: 'We tell the tribunal in writing, and start on what the weeks are for.',
  settle_early: 'We put in writing to the family what we offer, and by when.',
  consent: 'We agree the words of the order with the family, and both ask the tribunal.',
  withdraw:
    'It is theirs to do. We send the agreed final plan first; we may then say that they can withdraw. We do not press them.',
  contest: 'We prepare, and ask these questions again as the hearing comes near.',
};
