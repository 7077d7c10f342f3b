/** One thing to talk about. Minutes are a guide, never a countdown. */
export interface AgendaItem {
  key: 'child' | 'pack' | 'missing' | 'points' | 'next';
  title: string;
  guideMinutes: number;
}

/** SP7: the agenda of a pre-Board check. Item 1 is always the child. */
export const agendaFor = (childName: string): AgendaItem[] => [
  { key: 'child', title: `${childName}’s page`, guideMinutes: 10 },
  { key: 'pack', title: 'What is in the papers', guideMinutes: 15 },
  { key: 'missing', title: 'What is missing', guideMinutes: 10 },
  { key: 'points', title: 'Points not agreed yet', guideMinutes: 15 },
  { key: 'next', title: 'What happens next, and when you will hear', guideMinutes: 10 },
];

/** Whether the meeting can move to that item (0 is the child's page). */
export const isOnAgenda = (item: number): boolean => Number.isInteger(item) && item >= 0 && item < agendaFor('').length;
