/** What each member of the Board is there for. The chair and whoever takes notes are named by it too. */
export const seats = {
  chair: 'Chairs the Board',
  education: 'Knows about schools and learning',
  psychology: 'Educational psychologist',
  health: 'Knows about health',
  social_care: 'Knows about social care',
  school: 'Leads a school',
  parents: 'Speaks for families in general',
  notes: 'Takes the notes and does not decide',
} as const;
export type Seat = keyof typeof seats;

/** Whether whoever sits there counts towards the quorum. */
export const decides = (seat: Seat): boolean => seat !== 'notes';
