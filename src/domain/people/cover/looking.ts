/** More cases than this opened by one person in one day are worth a question: an officer's own are about a hundred and fifty. */
export const MANY_CASES_A_DAY = 60;

/** How far back the list of unusual looking goes. */
export const LOOKING_DAYS = 28;

/** What stands out about how somebody looked at cases on one day (J03). A reason to ask, and nothing more. */
export const unusualLooking = {
  many: 'opened many cases in one day',
  same_name: 'opened a case of a child with their own last name',
  colleague: 'opened a case that a colleague may not see, without a place on it',
} as const;
export type UnusualLooking = keyof typeof unusualLooking;
