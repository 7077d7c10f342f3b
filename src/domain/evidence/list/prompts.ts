/**
 * Papers families often have and do not think of, in everyday words. Requests have been turned down for want of papers,
 * most of all when a family asked by itself.
 */
export const paperPrompts: readonly string[] = [
  'Letters or messages about not being able to go to school',
  'What happens before and after school: a diary, even a few lines',
  'Reports you paid for yourself',
  'Letters from a hospital, a doctor or a therapist',
  'What school has tried, and how it went',
  'School reports, and letters about being sent home or kept out',
  'Photos of things that were made, broken or changed to help',
];
