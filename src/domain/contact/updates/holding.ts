import { hasField, unknownFields, type FieldName } from './fill.ts';

/** What a holding reply may hold. Its date is the day by which the council promised to answer. */
export const holdingFields = ['name', 'child', 'officer', 'date', 'phone'] as const satisfies FieldName[];
const MOST_HOLDING_WORDS = 1500;

/** Why these words cannot be a holding reply (HOL1), as a sentence; null when they can. */
export function faultInHolding(words: string): string | null {
  if (words === '') return 'Write the reply';
  if (words.length > MOST_HOLDING_WORDS) return `Use ${MOST_HOLDING_WORDS} characters or fewer`;
  const [unknown] = unknownFields(words, holdingFields);
  if (unknown) return `${unknown} is not a field of a reply. Use {name}, {child}, {officer}, {date} or {phone}`;
  return hasField(words, 'date') ? null : 'Say by when they will hear, with {date}';
}

/** What is sent where nobody has written a reply for the stage: that it came, and by when they hear. Nothing warmer is made up. */
export const plainAcknowledgement = (dateInWords: string, phone: string): string =>
  `We have your message. You will hear from us by ${dateInWords}. If you need us sooner, ring ${phone}.`;

/** A reply about nobody, for looking at before it is saved. */
export const exampleFilling = {
  name: 'Dana',
  child: 'Maya',
  officer: 'Priya Shah',
  date: 'Tuesday 14 April 2026',
  reason: '',
};
