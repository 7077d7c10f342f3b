/** The parts of the team's queue, in the order they are looked at. An appeal whose hearing is near is in two of them. */
export const queueParts = {
  nobody: 'Nobody has it',
  mine: 'Mine',
  others: 'Others have it',
  hearing: 'A hearing is near',
} as const;
export type QueuePart = keyof typeof queueParts;
export const isQueuePart = (text: string): text is QueuePart => Object.hasOwn(queueParts, text);
