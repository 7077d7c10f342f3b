/** How far a complaint went. */
export const levels = {
  early: 'Settled early',
  stage_one: 'Stage one',
  stage_two: 'Stage two',
  ombudsman: 'Ombudsman',
} as const;
export type Level = keyof typeof levels;

/** How it ended. */
export const upheldInWords = { upheld: 'Upheld', partly: 'Partly upheld', not_upheld: 'Not upheld' } as const;
export type Upheld = keyof typeof upheldInWords;
