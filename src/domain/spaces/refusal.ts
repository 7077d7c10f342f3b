/** Why something could not be done in a space, as a person reads it: what happened, and what to do. */
export const refusals = {
  'not-from-here': 'That cannot be done to this point as it stands now. Here is how it stands.',
  'no-side': 'Only the family and the council can do that.',
  'own-proposal': 'You cannot agree to your own side’s words. The other side has to do that.',
  replaced: 'Those words were replaced while you were reading. Nothing was agreed. Please read the new words first.',
  withdrawn: 'Those words were taken back while you were reading. Nothing was agreed.',
  'different-words': 'The words on your page are not the words we hold. Nothing was agreed. Please read them again.',
  'not-yours': 'Those words are the other side’s. Only they can change them or take them back.',
  'not-your-page': 'The other side added that page. Only they can take it away.',
  'nothing-written': 'Write your side’s words first. Then you can put them forward.',
  'reason-needed': 'Say why this point needs to be opened again. Everyone will see your reason.',
  stale: 'Somebody changed this point while you had it open. Here is how it is now. What you typed is still here.',
  'words-changed':
    'Somebody on your side changed these words while you had them open. Theirs are shown above yours. Nothing was lost: put them together and save again.',
  closed: 'This shared page is closed. You can still read everything in it.',
  'not-found': 'That is not on this shared page.',
  'not-joined': 'The family’s side has not begun to work on this yet. Press “Work on it together” first.',
  'section-needed': 'Choose which section of the plan this is.',
  'section-empty': 'Paste or type the words of the section.',
  'too-many-points': 'That is more than one document can hold. Put in only the sections the appeal is about.',
  'title-needed': 'Give the point a short name, so everyone can find it.',
  'page-unknown': 'That paper does not have that page.',
  'page-there': 'That page is already on this point.',
  'hand-not-up': 'That hand is not up any more.',
  'agenda-unknown': 'That is not on the agenda.',
  'locked-words': 'This point is agreed, so its words stay as they are. Open it again first.',
  'not-saved': 'We could not save that just now. What you typed is still here. Please try again.',
  'too-long': 'That is too long to keep in one go. Please make it shorter.',
  'hear-from-needed': 'Choose who the family will hear from.',
  'hear-how-needed': 'Choose how the family will hear.',
  'hear-by-needed': 'Enter the date the family will hear by, like 2026-05-14.',
  'hear-by-past': 'The date must be after today.',
  'hear-by-not-working': 'Choose a day the council is at work: not a weekend or a bank holiday.',
  'hear-by-unknown': 'We do not know that year’s bank holidays yet. Choose an earlier date.',
} as const;
export type RefusalCode = keyof typeof refusals;

/** Ends a command: its transaction is rolled back, and the page shows the sentence beside the field. */
export class Refused extends Error {
  readonly code: RefusalCode;
  /** The id of the form field to jump to. */
  readonly field: string;
  constructor(code: RefusalCode, field = 'point') {
    super(refusals[code]);
    this.code = code;
    this.field = field;
  }
}

/** Throws when a rule gave a reason; a rule that is content answers null. */
export function refuseWhen(code: RefusalCode | null, field?: string): void {
  if (code) throw new Refused(code, field);
}
