/** How a family can hear what happens next. Apart from the rules of closing, which bring the bank holidays with them. */
export const hearHows = ['call', 'message', 'letter'] as const;
export type HearHow = (typeof hearHows)[number];
export const hearHowInWords: Record<HearHow, string> = {
  call: 'phone call',
  message: 'message',
  letter: 'letter',
};
