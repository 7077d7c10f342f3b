import { change, councilChange, look, quiet, type Happening } from './happening-kinds.ts';

/** What is recorded of who comes to a case, has it, covers it and may not see it. What names no case lies in the council's own chain. */
export const peopleHappenings: Readonly<Record<string, Happening>> = {
  'invitation.sent': change('invited somebody to the case'),
  'invitation.accepted': change('came to the case'),
  'invitation.cancelled': change('cancelled an invitation'),
  'invitation.renewed': quiet('sent a new link for an old one'),
  'invitation.code_read_out': quiet('made a code to read out on the phone'),
  'invitation.wrong_person': councilChange('told us that an invitation reached the wrong person'),
  'invitation.opened_by_another': look('tried to use an invitation that was for somebody else'),
  'given.call_me': councilChange('asked to be called'),
  'given.can_come': councilChange('said they can come'),
  'given.cannot_come': councilChange('said they cannot come'),
  'given.missing': councilChange('said that something is missing'),
  'given.photo': councilChange('sent a photo of a paper'),
  'given.seen': quiet('saw what was sent'),
  // Who may learn what of whom is the council's to know: one parent is not told of another.
  'adult.checked': quiet('wrote down what was checked of a grown-up'),
  'adult.ended': quiet('took a grown-up off the list'),
  'child.numbers_written': quiet('wrote down who this child is'),
  'sending.recorded': councilChange('sent something to a grown-up of the case'),

  'standing.ended': change('ended somebody’s place on the case'),

  'cover.arranged': quiet('arranged who covers while somebody is away'),
  'cover.began': change('arranged for a colleague to answer while an officer is away'),
  'cover.ended': change('ended the cover of an officer who is back'),
  'case.handed_over': change('gave the case to another officer'),
  'case.put_in_tray': change('gave the case back to the team'),
  // Whose relative a child is stays with the council.
  'case.restricted': councilChange('kept the case from colleagues who have no place on it'),
  'case.restriction_ended': councilChange('let the team look at the case again'),
  'staff.left': quiet('closed the account of somebody who left'),
  'duty.given': quiet('gave somebody a duty over the whole council'),
  'duty.ended': quiet('ended a duty somebody had over the whole council'),
  'looking.asked_about': quiet('asked about how somebody looked at cases'),
};
