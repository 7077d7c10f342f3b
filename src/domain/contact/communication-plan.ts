/** The choices of "How to tell me", in the words of the person who makes them. */
export const firstByInWords = {
  call: 'Ring me first',
  message: 'Send me a message first',
  letter: 'Write me a letter first',
} as const;
export type FirstBy = keyof typeof firstByInWords;

export const noNewsInWords = {
  weekly: 'Every week, even if nothing has changed',
  fortnightly: 'Every two weeks, even if nothing has changed',
  only_changes: 'Only when something happens',
} as const;
export type NoNews = keyof typeof noNewsInWords;

export const formatInWords = {
  interpreter: 'An interpreter',
  bsl: 'British Sign Language',
  large_print: 'Large print',
  easy_read: 'Easy read',
  read_aloud: 'Somebody to read it to me',
} as const;
export type Format = keyof typeof formatInWords;
export const formats = Object.keys(formatInWords) as Format[];

/** One family member's wishes. The text fields are in their own words. */
export interface CommunicationPlan {
  firstBy: FirstBy;
  goodTimes: string;
  notOn: string;
  withMe: string;
  formats: Format[];
  noNews: NoNews;
  keepAddressPrivate: 'yes' | 'no';
}
